import type { IssueSeed } from "../../test/support/jira/seeds.js";

type Fields = NonNullable<IssueSeed["fields"]>;

const risk = (level: "Low" | "Medium" | "High", checks = "Ready to Run"): { readonly fields: Fields } => ({
  fields: { Risk: level, "Post Deploy Checks": checks },
});
const ready = { status: "Ready to Deploy", ...risk("Low") };

/**
 * What the commits of the sample are about. Ready are those that say so; the others are what the product is
 * there to find: in review, without Risk, with a draft of the checks, a sub-task still in progress.
 */
export const issues: readonly IssueSeed[] = [
  {
    key: "STORY-101",
    type: "Epic",
    summary: "Faster checkout",
    status: "In Progress",
    assignee: "Maya Lindqvist",
  },
  {
    key: "STORY-112",
    type: "Story",
    summary: "Pay with one click",
    parent: "STORY-101",
    assignee: "Maya Lindqvist",
    ...ready,
    ...risk("Medium"),
  },
  {
    key: "STORY-113",
    type: "Sub-task",
    summary: "ワンクリック購入のボタン",
    parent: "STORY-112",
    status: "Closed",
    assignee: "田中さくら",
  },
  {
    key: "STORY-114",
    type: "Sub-task",
    summary: "Remember the last card",
    parent: "STORY-112",
    status: "In Progress",
    assignee: "José Álvarez",
  },
  {
    key: "STORY-115",
    type: "Story",
    summary: "Sell gift cards",
    assignee: "Priya 🌱 Nair",
    ...ready,
    status: "In Review",
  },
  {
    key: "STORY-116",
    type: "Story",
    summary: "Prices in the customer's currency",
    status: "Ready to Deploy",
    fields: { "Post Deploy Checks": "Not Needed" },
    assignee: "نور حداد",
  },
  {
    key: "STORY-117",
    type: "Story",
    summary: "Ask for a review after delivery",
    assignee: "Maya Lindqvist",
    ...ready,
    ...risk("Low", "Draft"),
  },
  {
    key: "STORY-118",
    type: "Bug",
    summary: "Tax is a cent too low",
    status: "Closed",
    assignee: "Олена Шевченко",
  },
  {
    key: "STORY-119",
    type: "Story",
    summary: "Play product videos by themselves",
    status: "In Progress",
    assignee: "田中さくら",
  },
  {
    key: "STORY-121",
    type: "Story",
    summary: "Find the shop nearby",
    assignee: "José Álvarez",
    ...ready,
  },
  {
    key: "STORY-122",
    type: "Story",
    summary: "Collect loyalty points",
    assignee: "Олена Шевченко",
    ...ready,
    ...risk("High"),
  },
  {
    key: "STORY-123",
    type: "Story",
    summary: "Suggest what goes well together",
    assignee: "Priya 🌱 Nair",
    ...ready,
  },
  {
    key: "STORY-124",
    type: "Story",
    summary: "Recently viewed products",
    assignee: "Priya 🌱 Nair",
    ...ready,
  },
  {
    key: "STORY-125",
    type: "Bug",
    summary: "التواريخ من اليمين إلى اليسار",
    assignee: "نور حداد",
    status: "Ready to Deploy",
    fields: { "Post Deploy Checks": "Not Needed" },
  },
  { key: "STORY-126", type: "Story", summary: "Tip the barista ☕", assignee: "田中さくら", ...ready },
  {
    key: "TECH-31",
    type: "Task",
    summary: "Health checks without the database",
    assignee: "José Álvarez",
    ...ready,
  },
  {
    key: "TECH-32",
    type: "Task",
    summary: "Log in JSON",
    assignee: "José Álvarez",
    ...ready,
    status: "To Do",
  },
  { key: "TECH-33", type: "Task", summary: "Оновити залежності", assignee: "Олена Шевченко", ...ready },
  {
    key: "OPS-7",
    type: "Task",
    summary: "Dark mode for the dashboard",
    status: "Ready to Deploy",
    assignee: "田中さくら",
  },
  { key: "OPS-8", type: "Task", summary: "Numbers by locale", status: "Done", assignee: "نور حداد" },
  { key: "OPS-9", type: "Task", summary: "Rate limits", status: "In Progress", assignee: "José Álvarez" },
];
