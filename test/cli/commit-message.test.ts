import { describe, expect, test } from "vitest";
import { commitMessage } from "../../src/cli/commit-message.js";

const cut = "------------------------ >8 ------------------------";

describe("commitMessage", () => {
  test.each([
    ["plain", "STORY-1 x\n\nbody\n", "#", "STORY-1 x\n\nbody"],
    ["comments", "x\n# On branch STORY-1\n#\n", "#", "x"],
    ["a number sign inside a line", "x\nsee #12\n", "#", "x\nsee #12"],
    ["scissors", `x\n# ${cut}\ndiff --git STORY-1\n`, "#", "x"],
    ["scissors that are no cut line", `x\n${cut}\nSTORY-1\n`, "#", `x\n${cut}\nSTORY-1`],
    ["another comment character", "x\n; STORY-1\n# kept", ";", "x\n# kept"],
    ["a comment string", "x\n// STORY-1\n/ kept", "//", "x\n/ kept"],
    ["auto, from the last line", "#12 x\n; Please enter\n;\n", "auto", "#12 x"],
    ["auto, from the scissors", `#12 x\n; ${cut}\ndiff\n`, "auto", "#12 x"],
    ["auto, without comments", "x", "auto", "x"],
    ["CRLF", "x\r\n# c\r\n", "#", "x"],
    ["nothing but comments", "# a\n\n# b\n", "#", ""],
  ])("%s", (_, file, comment, message) => {
    expect(commitMessage(file, comment)).toBe(message);
  });
});
