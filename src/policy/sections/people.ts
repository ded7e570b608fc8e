import { z } from "zod";
import { writeInstead } from "../mistake-message.js";
import { loginOption } from "../options/login.js";

const onCall = z
  .union(
    [
      z.strictObject({ users: z.array(loginOption).min(1).describe("GitHub accounts.") }),
      z.strictObject({
        source: z
          .string()
          .regex(
            /^[A-Za-z][A-Za-z0-9_]*$/,
            "a name is made of letters, digits and _, and starts with a letter",
          )
          .describe("Where it is asked: `primary` stands for ON_CALL_PRIMARY_URL."),
      }),
    ],
    { error: writeInstead("write {users: [...]} or {source: primary}") },
  )
  .optional()
  .describe(
    "Who is on call: `{users: [ada]}`, or `{source: primary}` for what the operator's ON_CALL_PRIMARY_URL answers. Default: nobody.",
  );

/** The `people` section: who answers for a deploy. */
export const peopleSection = z
  .strictObject({
    responsible: z
      .array(loginOption)
      .default([])
      .describe(
        "GitHub accounts that are responsible for every deploy; whoever has write access can also take it on, on the page. Default: nobody.",
      ),
    "on-call": onCall,
  })
  .describe("Who answers for a deploy; stands on top of its page.");
