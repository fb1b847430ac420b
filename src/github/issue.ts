/**
 * The one issue of a scheduled check. It is opened when a regression is found, brought up to date while it lasts, and closed when it is gone; a
 * check that could not tell leaves it as it is. Two nights that find the same never make two issues: ours is known by a hidden line in
 * its text and by having been written by us, and if a lost answer has made a second one, the older stays.
 */
import { cut, escapeMarkdown, renderComment, type Report } from "../report/index.ts";
import { ApiError, type Api, type IssueInfo } from "./api.ts";

export interface IssueTask {
  readonly id: string;
  readonly report: Report;
  readonly branch: string;
  readonly sha: string;
  readonly runUrl: string;
}

type IssueApi = Pick<Api, "openIssues" | "createIssue" | "updateIssue" | "commentIssue" | "login">;

export type IssueOutcome = { readonly kind: "opened" | "updated" | "closed"; readonly url: string } | { readonly kind: "none" };

/** Issues are listed with the latest change first, and ours changes with every night that finds something. */
const mostPages = 3;

const markerOf = (id: string): string => `<!-- faultbox:issue id="${encodeURIComponent(id)}" -->`;

/**
 * Opens, updates or closes the issue, as [IssueTask.report] has it.
 * @throws ApiError when GitHub refuses or cannot be reached
 */
export async function keepIssue(task: IssueTask, api: IssueApi): Promise<IssueOutcome> {
  const { id, report, branch, sha, runUrl } = task;
  const { result } = report;
  const regressed = result === "drift" || result === "failed";
  const gone = result === "passed" || result === "accepted";
  if (!regressed && !gone) return { kind: "none" };

  const [ours, ...doubles] = await findOurs(id, api);
  for (const { number } of doubles) await api.updateIssue(number, { closed: true });
  if (gone) {
    if (ours === undefined) return { kind: "none" };
    await api.commentIssue(
      ours.number,
      `Gone: at ${sha.slice(0, 7)} the scheduled check of ${escapeMarkdown(branch)} finds nothing any more. [Run](${runUrl})`,
    );
    await api.updateIssue(ours.number, { closed: true });
    return { kind: "closed", url: ours.url };
  }
  const title = cut(`The scheduled check finds ${result === "failed" ? "failed tests" : "a change in how the system works"} (${id})`, 200);
  const body = [
    markerOf(id),
    `The scheduled check of \`${branch.replaceAll("`", "")}\` finds this. The issue is kept up to date, and closed when it is gone.`,
    renderComment(report),
  ].join("\n\n");
  if (ours !== undefined) {
    await api.updateIssue(ours.number, { title, body });
    return { kind: "updated", url: ours.url };
  }
  try {
    return { kind: "opened", url: (await api.createIssue(title, body)).url };
  } catch (error) {
    // Without an answer it may have been opened nevertheless; looking tells.
    if (!(error instanceof ApiError) || (error.status > 0 && error.status < 500)) throw error;
    const [opened] = await findOurs(id, api);
    if (opened === undefined) throw error;
    return { kind: "opened", url: opened.url };
  }
}

/** Our open issues of this check, oldest first. */
async function findOurs(id: string, api: IssueApi): Promise<readonly IssueInfo[]> {
  const marked: IssueInfo[] = [];
  for (let page = 1, more = true; more && page <= mostPages; page += 1) {
    const list = await api.openIssues(page);
    marked.push(...list.items.filter(({ body }) => body.startsWith(markerOf(id))));
    more = list.more;
  }
  if (marked.length === 0) return [];
  // Anyone may open an issue that begins with our hidden line.
  const login = await api.login();
  return marked.filter(({ author, bot }) => (login === undefined ? bot : author === login)).toSorted((a, b) => a.number - b.number);
}
