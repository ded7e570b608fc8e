/** What an announcement can be copied as, in the order in which they are offered. */
export const announcementFormats = ["html", "markdown", "slack", "text"] as const;
export type AnnouncementFormat = (typeof announcementFormats)[number];
