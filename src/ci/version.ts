/** The tool's name and version as they stand in traces, reports and `--version`. A test holds the version equal to package.json's. */
export const toolName = "faultbox";
export const toolVersion = "1.0.0";
