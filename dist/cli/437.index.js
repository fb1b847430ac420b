export const id = 437;
export const ids = [437];
export const modules = {

/***/ 3437:
/***/ ((module) => {

module.exports = eval("require")("../drift/index.ts");


/***/ })

};
