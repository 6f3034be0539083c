/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "engine/heddle-run-error.h"
#include "heddle-fake-anthropic.h"
#include "heddle-fake-bfl.h"
#include "heddle-fake-fal.h"
#include "heddle-fake-gemini.h"
#include "heddle-fake-magnific.h"
#include "heddle-fake-ollama.h"
#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"
#include "heddle-fake-runway.h"
#include "heddle-fake-stability.h"
#include "providers/heddle-manifest-provider.h"
#include "store/heddle-api-call-repository.h"
#include "tests/core/store/store-test.h"

#define KEY "sk-faults-0b6d2f94"
#define TIME_SCALE 0.01

/* All that a server can do wrong, and what comes of it: of the item; for the person, as far as “…”; to the
 * server, which is orders, questions after the job, cancels and files; and in the library, a call's state,
 * status and cost. What is not certain to have cost nothing is never sent again by itself.
 */
static const struct
{
  const char *provider;
  const char *fault;
  const char *item;
  const char *message;
  const char *requests;
  const char *call;
} faults[] = {
  { "closed", "refused", "failed",
    "No connection to http://127.0.0.1:1: Could not connect to 127.0.0.1: Connection refused",
    "0", "failed 0 0" },
  { "sync", "delay=0", "completed", "", "1", "answered 200 8472" },
  { "sync", "500", "unknown_outcome",
    "OpenAI took the request and then failed: The server had an error while processing your request. "
    "Sorry about that! (HTTP 500). It may have been charged.",
    "1", "unknown 500 ?" },
  { "sync", "503", "unknown_outcome",
    "OpenAI took the request and then failed: The engine is currently overloaded, please try again later "
    "(HTTP 503). It may have been charged.",
    "1", "unknown 503 ?" },
  { "sync", "408", "unknown_outcome",
    "OpenAI took the request and then failed: Your request was not accepted. (HTTP 408). It may have "
    "been charged.",
    "1", "unknown 408 ?" },
  { "sync", "400", "failed",
    "OpenAI refuses the request: Your request was not accepted. (HTTP 400)",
    "1", "failed 400 0" },
  { "sync", "401", "failed",
    "OpenAI does not accept the key: Incorrect API key provided. You can find your API key at "
    "https://platform.openai.com/account/api-keys. (HTTP 401). Set another with: heddlectl secret set "
    "sync",
    "1", "failed 401 0" },
  { "sync", "429,times=2", "completed", "", "3", "answered 200 8474" },
  { "sync", "429,retry-after=1,times=2", "completed", "", "3", "answered 200 8482" },
  { "sync", "429,times=9", "failed",
    "OpenAI gets too many requests at the moment: Rate limit reached for images per min. Limit: 5 / "
    "1min. Please try again later. (HTTP 429)",
    "5", "failed 429 0" },
  { "held", "429,retry-after=900", "failed",
    "OpenAI gets too many requests at the moment: Rate limit reached for images per min. Limit: 5 / "
    "1min. Please try again later. (HTTP 429)",
    "1", "failed 429 0" },
  { "sync", "quota", "failed",
    "No credit is left at OpenAI: You exceeded your current quota, please check your plan and billing "
    "details. (HTTP 429)",
    "1", "failed 429 0" },
  { "sync", "moderation", "content_rejected",
    "OpenAI refuses this by its content policy: Your request was rejected by the safety system. (HTTP "
    "400)",
    "1", "failed 400 ?" },
  { "sync", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "sync", "reset", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "sync", "cut", "unknown_outcome",
    "The connection ended before the whole answer had come. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "sync", "truncate", "unknown_outcome",
    "The answer of OpenAI cannot be read. The request may have been charged. (…",
    "1", "unknown 200 ?" },
  { "sync", "type", "unknown_outcome",
    "The answer of OpenAI cannot be read. The request may have been charged. (…",
    "1", "unknown 200 ?" },
  { "sync", "empty", "unknown_outcome",
    "The answer of OpenAI cannot be read. The request may have been charged. (…",
    "1", "unknown 200 ?" },
  { "sync", "no-result", "failed",
    "The answer of OpenAI holds no result.",
    "1", "failed 200 8474" },
  { "sync", "huge=5", "failed",
    "The answer is larger than Heddle accepts.",
    "1", "unknown 0 ?" },
  { "sync", "redirect", "failed",
    "OpenAI refuses the request: HTTP 307",
    "1", "failed 307 0" },
  { "slow", "drip=1", "unknown_outcome",
    "ORIGIN stopped in the middle of its answer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "slow", "stall", "unknown_outcome",
    "ORIGIN stopped in the middle of its answer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "slow", "delay=5", "unknown_outcome",
    "ORIGIN took the request and then did not answer in time. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "sync", "drip=0.01", "completed", "", "1", "answered 200 8474" },
  { "jobs", "delay=0", "completed", "", "1, 1 polls, 1 files", "answered 201 3000" },
  { "jobs", "500", "unknown_outcome",
    "Replicate took the request and then failed: An unexpected error occurred. (HTTP 500). It may have "
    "been charged.",
    "1", "unknown 500 ?" },
  { "jobs", "429,retry-after=1,times=2", "completed", "", "3, 1 polls, 1 files", "answered 201 3000" },
  { "jobs", "quota", "failed",
    "No credit is left at Replicate: You have insufficient credit to run this model. Go to "
    "https://replicate.com/account/billing#billing to purchase credit. (HTTP 402)",
    "1", "failed 402 0" },
  { "jobs", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "jobs", "truncate", "unknown_outcome",
    "The answer of Replicate cannot be read. The request may have been charged. (…",
    "1", "unknown 201 ?" },
  { "jobs", "type", "unknown_outcome",
    "The answer of Replicate cannot be read. The request may have been charged. (…",
    "1", "unknown 200 ?" },
  { "jobs", "no-result", "failed",
    "The answer of Replicate holds no result.",
    "1, 1 polls", "failed 201 ?" },
  { "jobs", "redirect", "failed",
    "Replicate refuses the request: HTTP 307",
    "1", "failed 307 0" },
  { "jobs", "failed", "failed",
    "Replicate failed: CUDA out of memory. (E1001)",
    "1, 1 polls", "failed 201 ?" },
  { "jobs", "never", "unknown_outcome",
    "The job JOB at Replicate did not end in time.",
    "1, 3 polls, 1 cancel", "unknown 201 ?" },
  { "jobs", "500,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 201 3000" },
  { "jobs", "429,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 201 3000" },
  { "jobs", "reset,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 201 3000" },
  { "jobs", "truncate,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 201 3000" },
  { "jobs", "type,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 201 3000" },
  { "jobs", "404,at=poll", "unknown_outcome",
    "The job JOB cannot be asked after: Replicate refuses the request: The requested resource could not "
    "be found. (HTTP 404)",
    "1, 1 polls", "unknown 201 ?" },
  { "jobs", "redirect,at=poll", "unknown_outcome",
    "The job JOB cannot be asked after: Replicate refuses the request: HTTP 307",
    "1, 1 polls", "unknown 201 ?" },
  { "jobs", "500,times=2,at=file", "completed", "", "1, 1 polls, 3 files", "answered 201 3000" },
  { "jobs", "reset,times=2,at=file", "completed", "", "1, 1 polls, 3 files", "answered 201 3000" },
  { "jobs", "404,at=file", "unknown_outcome",
    "Replicate made the result, but it is no longer at its address, where it was kept for a short time only: HTTP 404",
    "1, 1 polls, 1 files", "answered 201 3000" },
  { "jobs", "type,at=file", "failed",
    "What came as an image cannot be read as one: …",
    "1, 1 polls, 1 files", "answered 201 3000" },
  { "jobs", "truncate,at=file", "unknown_outcome",
    "The answer is damaged: the image in it ends before it is complete. It may have been charged. …",
    "1, 1 polls, 3 files", "answered 201 3000" },
  { "jobs", "truncate,times=2,at=file", "completed", "", "1, 1 polls, 3 files", "answered 201 3000" },
  { "jobs", "huge=5,at=file", "failed",
    "The answer is larger than Heddle accepts.",
    "1, 1 polls, 1 files", "answered 201 3000" },
  { "jobs", "redirect,at=file", "failed",
    "The server redirects without end.",
    "1, 1 polls, 6 files", "answered 201 3000" },
  { "slow-jobs", "stall,times=1,at=file", "completed", "", "1, 1 polls, 2 files", "answered 201 3000" },
  { "raw", "delay=0", "completed", "", "1", "answered 200 30000" },
  { "raw", "drip=0.01", "completed", "", "1", "answered 200 30000" },
  { "raw", "500,times=2", "completed", "", "3", "answered 200 30000" },
  { "raw", "503", "unknown_outcome",
    "Stability AI took the request and then failed: The request was not accepted. (HTTP 503). It may have been "
    "charged.",
    "1", "unknown 503 ?" },
  { "raw", "400", "failed",
    "Stability AI refuses the request: The request was not accepted. (HTTP 400)",
    "1", "failed 400 0" },
  { "raw", "401", "failed",
    "Stability AI does not accept the key: authorization: invalid or missing header value (HTTP 401). Set another "
    "with: heddlectl secret set raw",
    "1", "failed 401 0" },
  { "raw", "429,times=2", "completed", "", "3", "answered 200 30000" },
  { "raw", "429,times=9", "failed",
    "Stability AI gets too many requests at the moment: You have exceeded the rate limit of 150 requests in 10 "
    "seconds. (HTTP 429)",
    "5", "failed 429 0" },
  { "raw", "quota", "failed",
    "No credit is left at Stability AI: You lack sufficient credits to make this request. (HTTP 402)",
    "1", "failed 402 0" },
  { "raw", "moderation", "content_rejected",
    "Stability AI refuses this by its content policy: Your request was flagged by our content moderation system. "
    "(HTTP 403)",
    "1", "failed 403 ?" },
  { "raw", "refusal", "content_rejected",
    "Stability AI refuses this by its content policy: CONTENT_FILTERED",
    "1", "failed 200 ?" },
  { "raw", "no-result", "unknown_outcome",
    "Stability AI took the request and then failed: The image could not be made. (HTTP 200). It may have been "
    "charged.",
    "1", "unknown 200 ?" },
  { "raw", "type", "unknown_outcome",
    "The answer of Stability AI cannot be read. The request may have been charged. (…",
    "1", "unknown 200 ?" },
  { "raw", "empty", "failed",
    "What came as an image cannot be read as one: …",
    "1", "answered 200 30000" },
  { "raw", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "raw", "reset", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "raw", "cut", "unknown_outcome",
    "The connection ended before the whole answer had come. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "raw", "half", "unknown_outcome",
    "The answer is damaged: the image in it ends before it is complete. It may have been charged. …",
    "1", "answered 200 30000" },
  { "raw", "huge=5", "failed",
    "The answer is larger than Heddle accepts.",
    "1", "unknown 0 ?" },
  { "raw", "redirect", "failed",
    "Stability AI refuses the request: HTTP 307",
    "1", "failed 307 0" },
  { "slow-raw", "stall", "unknown_outcome",
    "ORIGIN stopped in the middle of its answer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "claude", "delay=0", "completed", "", "1", "answered 200 700" },
  { "claude", "529", "unknown_outcome",
    "Anthropic took the request and then failed: Overloaded (HTTP 529). It may have been charged.",
    "1", "unknown 529 ?" },
  { "claude", "429,retry-after=1,times=2", "completed", "", "3", "answered 200 725" },
  { "claude", "500", "unknown_outcome",
    "Anthropic took the request and then failed: Internal server error (HTTP 500). It may have been charged.",
    "1", "unknown 500 ?" },
  { "claude", "504", "unknown_outcome",
    "Anthropic took the request and then failed: The request timed out. (HTTP 504). It may have been charged.",
    "1", "unknown 504 ?" },
  { "claude", "401", "failed",
    "Anthropic does not accept the key: invalid x-api-key (HTTP 401). Set another with: heddlectl secret set claude",
    "1", "failed 401 0" },
  { "claude", "refusal", "content_rejected",
    "Anthropic refuses this by its content policy: This request was declined because it could enable harm.",
    "1", "failed 200 100" },
  { "claude", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "local", "delay=0", "completed", "", "1", "answered 200 0" },
  { "local", "500,times=2", "completed", "", "3", "answered 200 0" },
  { "local", "500", "failed",
    "Ollama failed: model runner has unexpectedly stopped (HTTP 500)",
    "5", "failed 500 0" },
  { "local", "429,times=2", "completed", "", "3", "answered 200 0" },
  { "local", "drop", "failed",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer.",
    "5", "failed 0 0" },
  { "local", "cut,times=2", "completed", "", "3", "answered 200 0" },
  { "local", "truncate", "failed",
    "The answer of Ollama cannot be read. (…",
    "1", "failed 200 0" },
  { "local", "no-result", "failed",
    "The answer of Ollama holds no result.",
    "1", "failed 200 0" },
  { "slow-local", "stall", "failed",
    "ORIGIN stopped in the middle of its answer.",
    "5", "failed 0 0" },
  { "slow-local", "delay=5", "failed",
    "ORIGIN took the request and then did not answer in time.",
    "1", "failed 0 0" },
  { "parts", "delay=0", "completed", "", "1", "answered 200 ?" },
  { "parts", "thoughts=0", "completed", "", "1", "answered 200 33621" },
  { "parts", "503", "unknown_outcome",
    "Google Gemini took the request and then failed: The model is overloaded. Please try again later. (HTTP 503). It "
    "may have been charged.",
    "1", "unknown 503 ?" },
  { "parts", "400,code=API_KEY_INVALID", "failed",
    "Google Gemini does not accept the key: API key not valid. Please pass a valid API key. (HTTP 400). Set another "
    "with: heddlectl secret set parts",
    "1", "failed 400 0" },
  { "parts", "429,retry-in=2,times=2", "completed", "", "3", "answered 200 ?" },
  { "parts", "429,times=9", "failed",
    "Google Gemini gets too many requests at the moment: Resource has been exhausted (e.g. check quota). (HTTP 429)",
    "5", "failed 429 0" },
  { "parts", "moderation", "content_rejected",
    "Google Gemini refuses this by its content policy: PROHIBITED_CONTENT",
    "1", "failed 200 ?" },
  { "parts", "refusal", "content_rejected",
    "Google Gemini refuses this by its content policy: Unable to show the generated image.",
    "1", "failed 200 ?" },
  { "parts", "no-result", "failed",
    "The answer of Google Gemini holds no result: I would need to know which cube.",
    "1", "failed 200 ?" },
  { "parts", "half", "unknown_outcome",
    "The answer is damaged: the image in it ends before it is complete. It may have been charged. …",
    "1", "answered 200 ?" },
  { "queue", "delay=0", "completed", "", "1, 2 polls, 1 files", "answered 200 3000" },
  { "queue", "500", "unknown_outcome",
    "fal took the request and then failed: The request was not accepted (HTTP 500). It may have been charged.",
    "1", "unknown 500 ?" },
  { "queue", "422", "failed",
    "fal refuses the request: The request was not accepted (HTTP 422)",
    "1", "failed 422 0" },
  { "queue", "401", "failed",
    "fal does not accept the key: No user found for Key ID and Secret (HTTP 401). Set another with: heddlectl secret "
    "set queue",
    "1", "failed 401 0" },
  { "queue", "429,times=2", "completed", "", "3, 2 polls, 1 files", "answered 200 3000" },
  { "queue", "429,times=9", "failed",
    "fal gets too many requests at the moment: Too many requests (HTTP 429)",
    "5", "failed 429 0" },
  { "queue", "quota", "failed",
    "No credit is left at fal: User is locked. Reason: Exhausted balance. Top up your balance at "
    "fal.ai/dashboard/billing. (HTTP 403)",
    "1", "failed 403 0" },
  { "queue", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "queue", "truncate", "unknown_outcome",
    "The answer of fal cannot be read. The request may have been charged. (…",
    "1", "unknown 200 ?" },
  { "queue", "moderation", "content_rejected",
    "fal refuses this by its content policy: The content could not be processed because it contained material flagged "
    "by a content checker.",
    "1, 2 polls", "failed 200 ?" },
  { "queue", "refusal", "content_rejected",
    "fal refuses this by its content policy: Its filter found something in the picture, and made it black.",
    "1, 2 polls", "failed 200 3000" },
  { "queue", "no-result", "failed",
    "The answer of fal holds no result.",
    "1, 2 polls", "failed 200 3000" },
  { "queue", "failed", "failed",
    "fal failed: No runner could be started",
    "1, 6 polls", "failed 200 ?" },
  { "queue", "polls=3", "completed", "", "1, 4 polls, 1 files", "answered 200 3000" },
  { "queue", "never", "unknown_outcome",
    "The job JOB at fal did not end in time.",
    "1, 3 polls, 1 cancel", "unknown 200 ?" },
  { "queue", "500,times=2,at=poll", "completed", "", "1, 4 polls, 1 files", "answered 200 3000" },
  { "queue", "truncate,times=2,at=poll", "completed", "", "1, 4 polls, 1 files", "answered 200 3000" },
  { "queue", "404,at=poll", "unknown_outcome",
    "The job JOB cannot be asked after: fal refuses the request: Request or application not found (HTTP 404)",
    "1, 1 polls", "unknown 200 ?" },
  { "queue", "500,times=2,at=result", "completed", "", "1, 4 polls, 1 files", "answered 200 3000" },
  { "queue", "truncate,times=2,at=result", "completed", "", "1, 4 polls, 1 files", "answered 200 3000" },
  { "queue", "500,at=result", "unknown_outcome",
    "The result of the job JOB cannot be had: fal failed: The request was not accepted (HTTP 500)",
    "1, 6 polls", "unknown 200 ?" },
  { "queue", "404,at=result", "unknown_outcome",
    "The result of the job JOB cannot be had: fal refuses the request: Request or application not found (HTTP 404)",
    "1, 2 polls", "unknown 200 ?" },
  { "queue", "504,code=request_timeout,at=result", "failed",
    "fal failed: The request was not accepted",
    "1, 6 polls", "failed 200 ?" },
  { "queue", "truncate,at=result", "unknown_outcome",
    "The result of the job JOB cannot be had: …",
    "1, 4 polls", "unknown 200 ?" },
  { "queue", "403,at=file", "unknown_outcome",
    "fal made the result, but it is no longer at its address, where it was kept for a short time only: HTTP 403",
    "1, 2 polls, 1 files", "answered 200 3000" },
  { "tasks", "delay=0", "completed", "", "1, 1 polls, 1 files", "answered 200 30000" },
  { "tasks", "500", "unknown_outcome",
    "Black Forest Labs took the request and then failed: The request was not accepted. (HTTP 500). It may have "
    "been charged.",
    "1", "unknown 500 ?" },
  { "tasks", "422", "failed",
    "Black Forest Labs refuses the request: The request was not accepted. (HTTP 422)",
    "1", "failed 422 0" },
  { "tasks", "403", "failed",
    "Black Forest Labs does not accept the key: Not authenticated (HTTP 403). Set another with: heddlectl secret "
    "set tasks",
    "1", "failed 403 0" },
  { "tasks", "429,times=2", "completed", "", "3, 1 polls, 1 files", "answered 200 30000" },
  { "tasks", "429,times=9", "failed",
    "Black Forest Labs gets too many requests at the moment: You have too many active tasks. (HTTP 429)",
    "5", "failed 429 0" },
  { "tasks", "quota", "failed",
    "No credit is left at Black Forest Labs: Insufficient credits. (HTTP 402)",
    "1", "failed 402 0" },
  { "tasks", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "tasks", "moderation", "content_rejected",
    "Black Forest Labs refuses this by its content policy: Safety Filter",
    "1, 1 polls", "failed 200 ?" },
  { "tasks", "refusal", "content_rejected",
    "Black Forest Labs refuses this by its content policy: Content Moderated",
    "1, 1 polls", "failed 200 ?" },
  { "tasks", "no-result", "failed",
    "The answer of Black Forest Labs holds no result.",
    "1, 1 polls", "failed 200 30000" },
  { "tasks", "failed", "failed",
    "Black Forest Labs failed: Error",
    "1, 1 polls", "failed 200 ?" },
  { "tasks", "failed,code=lost", "unknown_outcome",
    "Black Forest Labs does not know the job JOB any more. It may have been charged.",
    "1, 1 polls", "unknown 200 30000" },
  { "tasks", "polls=3", "completed", "", "1, 3 polls, 1 files", "answered 200 30000" },
  { "tasks", "never", "unknown_outcome",
    "The job JOB at Black Forest Labs did not end in time.",
    "1, 3 polls", "unknown 200 30000" },
  { "tasks", "500,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 200 30000" },
  { "tasks", "404,at=poll", "unknown_outcome",
    "The job JOB cannot be asked after: Black Forest Labs refuses the request: The request was not accepted. "
    "(HTTP 404)",
    "1, 1 polls", "unknown 200 30000" },
  { "tasks", "403,at=file", "unknown_outcome",
    "Black Forest Labs made the result, but it is no longer at its address, where it was kept for a short time "
    "only: HTTP 403",
    "1, 1 polls, 1 files", "answered 200 30000" },
  { "tasks", "truncate,times=2,at=file", "completed", "", "1, 1 polls, 3 files", "answered 200 30000" },
  { "credits", "delay=0", "completed", "", "1, 1 polls, 1 files", "answered 200 50000" },
  { "credits", "500", "unknown_outcome",
    "Runway took the request and then failed: The request was not accepted. (HTTP 500). It may have been charged.",
    "1", "unknown 500 ?" },
  { "credits", "400", "failed",
    "Runway refuses the request: The request was not accepted. (HTTP 400)",
    "1", "failed 400 0" },
  { "credits", "401", "failed",
    "Runway does not accept the key: The API key is not valid. (HTTP 401). Set another with: heddlectl secret set "
    "credits",
    "1", "failed 401 0" },
  { "credits", "429,times=2", "completed", "", "3, 1 polls, 1 files", "answered 200 50000" },
  { "credits", "429,times=9", "failed",
    "Runway gets too many requests at the moment: You have reached your limit of requests. (HTTP 429)",
    "5", "failed 429 0" },
  { "credits", "quota", "failed",
    "No credit is left at Runway: You do not have enough credits to run this task. (HTTP 400)",
    "1", "failed 400 0" },
  { "credits", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "credits", "moderation", "content_rejected",
    "Runway refuses this by its content policy: This prompt was flagged by our content moderation.",
    "1, 1 polls", "failed 200 0" },
  { "credits", "no-result", "failed",
    "The answer of Runway holds no result.",
    "1, 1 polls", "failed 200 50000" },
  { "credits", "failed", "failed",
    "Runway failed: An unexpected error occurred.",
    "1, 1 polls", "failed 200 0" },
  { "credits", "never", "unknown_outcome",
    "The job JOB at Runway did not end in time.",
    "1, 2 polls, 1 cancel", "unknown 200 ?" },
  { "credits", "500,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 200 50000" },
  { "credits", "404,at=poll", "unknown_outcome",
    "The job JOB cannot be asked after: Runway refuses the request: The request was not accepted. (HTTP 404)",
    "1, 1 polls", "unknown 200 ?" },
  { "credits", "403,at=file", "unknown_outcome",
    "Runway made the result, but it is no longer at its address, where it was kept for a short time only: HTTP 403",
    "1, 1 polls, 1 files", "answered 200 50000" },
  { "plain", "delay=0", "completed", "", "1, 1 polls, 1 files", "answered 200 ?" },
  { "plain", "500", "unknown_outcome",
    "Magnific took the request and then failed: The request was not accepted (HTTP 500). It may have been charged.",
    "1", "unknown 500 ?" },
  { "plain", "400", "failed",
    "Magnific refuses the request: The request was not accepted (HTTP 400)",
    "1", "failed 400 0" },
  { "plain", "401", "failed",
    "Magnific does not accept the key: Invalid API key (HTTP 401). Set another with: heddlectl secret set plain",
    "1", "failed 401 0" },
  { "plain", "429,times=2", "completed", "", "3, 1 polls, 1 files", "answered 200 ?" },
  { "plain", "429,times=9", "failed",
    "Magnific gets too many requests at the moment: Too many requests (HTTP 429)",
    "5", "failed 429 0" },
  { "plain", "quota", "failed",
    "No credit is left at Magnific: Not enough credits (HTTP 402)",
    "1", "failed 402 0" },
  { "plain", "drop", "unknown_outcome",
    "The connection to ORIGIN broke before the whole answer was here: Error receiving data: Connection "
    "reset by peer. The request may have been charged.",
    "1", "unknown 0 ?" },
  { "plain", "no-result", "failed",
    "The answer of Magnific holds no result.",
    "1, 1 polls", "failed 200 ?" },
  { "plain", "failed", "failed",
    "Magnific failed: no reason was given",
    "1, 1 polls", "failed 200 ?" },
  { "plain", "never", "unknown_outcome",
    "The job JOB at Magnific did not end in time.",
    "1, 2 polls", "unknown 200 ?" },
  { "plain", "500,times=2,at=poll", "completed", "", "1, 3 polls, 1 files", "answered 200 ?" },
  { "plain", "404,at=poll", "unknown_outcome",
    "The job JOB cannot be asked after: Magnific refuses the request: The request was not accepted (HTTP 404)",
    "1, 1 polls", "unknown 200 ?" },
  { "plain", "404,at=file", "unknown_outcome",
    "Magnific made the result, but it is no longer at its address, where it was kept for a short time only: HTTP 404",
    "1, 1 polls, 1 files", "answered 200 ?" },
};

static const struct
{
  const char *shipped;
  const char *task;
  const char *model;
} services[] = {
  { "openai", "image-generation", "gpt-image-1-mini" },
  { "replicate", "image-generation", "black-forest-labs/flux-schnell" },
  { "stability", "image-generation", "core" },
  { "anthropic", "text-generation", "claude-opus-4-7" },
  { "ollama", "text-generation", "gemma4" },
  { "gemini", "image-generation", "gemini-nano-banana-2.1" },
  { "fal", "image-generation", "fal-ai/flux/schnell" },
  { "bfl", "image-generation", "flux-2-pro" },
  { "runway", "image-generation", "gen4_image" },
  { "magnific", "image-generation", "flux-dev" },
};

#define REPLICATE 1

/* The shipped manifests under other names, at the fakes, and in more of a hurry. */
static const struct
{
  const char *id;
  guint       service;
  double      idle;
} variants[] = {
  { "sync", 0, 60 },       { "slow", 0, 0.5 }, { "held", 0, 60 },    { "closed", 0, 60 },
  { "jobs", REPLICATE, 60 }, { "slow-jobs", REPLICATE, 0.5 },
  { "raw", 2, 60 },        { "slow-raw", 2, 0.5 }, { "claude", 3, 60 }, { "local", 4, 60 },
  { "slow-local", 4, 0.5 }, { "parts", 5, 60 }, { "queue", 6, 60 }, { "tasks", 7, 60 },
  { "credits", 8, 60 },    { "plain", 9, 60 },
};

typedef struct
{
  char             *folder;
  HeddleLibrary    *library;
  HeddleEngine     *engine;
  HeddleFakeServer *servers[G_N_ELEMENTS (services)];
  HeddleRunEvent   *item;
} Fixture;

static void
hurry (JsonObject *manifest,
       const char *name,
       double      idle)
{
  JsonObject *tasks = json_object_get_object_member (manifest, "tasks");
  JsonObject *task = json_object_get_object_member (tasks, name);
  JsonObject *timeouts = json_object_new ();

  json_object_set_double_member (timeouts, "connect", 60);
  json_object_set_double_member (timeouts, "first_byte", idle);
  json_object_set_double_member (timeouts, "idle", idle);
  json_object_set_object_member (manifest, "timeouts", timeouts);
  json_object_set_int_member (manifest, "max_bytes", 4 * 1024 * 1024);
  if (json_object_has_member (task, "job"))
    json_object_set_double_member (json_object_get_object_member (task, "job"), "timeout", 3);
}

static void
add_variant (Fixture *self,
             guint    nth)
{
  const char *id = variants[nth].id;
  guint service = variants[nth].service;
  HeddleProviders *providers = heddle_engine_get_providers (self->engine);
  g_autofree char *path = g_strdup_printf ("/app/heddle/Heddle/providers/%s.json", services[service].shipped);
  g_autofree char *upper = g_ascii_strup (id, -1);
  g_autofree char *variable = g_strconcat ("HEDDLE_KEY_", g_strdelimit (upper, "-", '_'), NULL);
  g_autoptr (GBytes) data = g_resources_lookup_data (path, 0, NULL);
  g_autoptr (JsonNode) root = heddle_json_parse (g_bytes_get_data (data, NULL), (gssize) g_bytes_get_size (data), NULL);
  JsonObject *object = json_node_get_object (root);
  g_autoptr (HeddleManifest) manifest = NULL;
  g_autoptr (GBytes) changed = NULL;
  g_autoptr (GError) error = NULL;
  char *text;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "base_url", g_str_equal (id, "closed") ? "http://127.0.0.1:1/v1"
                                                                                 : heddle_fake_server_get_base_url (self->servers[service]));
  hurry (object, services[service].task, variants[nth].idle);
  text = heddle_json_write (root, HEDDLE_JSON_COMPACT);
  changed = g_bytes_new_take (text, strlen (text));
  manifest = heddle_manifest_new_from_data (changed, "variant.json", &error);
  g_assert_no_error (error);
  heddle_providers_add_manifest (providers, manifest, &error);
  g_assert_no_error (error);
  heddle_manifest_provider_set_time_scale (HEDDLE_MANIFEST_PROVIDER (heddle_providers_lookup (providers, id)),
                                           TIME_SCALE);
  g_setenv (variable, KEY, TRUE);
}

static void
set_up (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("heddle-faults-XXXXXX", &error);
  g_assert_no_error (error);
  self->library = heddle_library_open (self->folder, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->engine = heddle_engine_new (self->library, &error);
  g_assert_no_error (error);
  self->servers[0] = heddle_fake_openai_new (KEY);
  self->servers[REPLICATE] = heddle_fake_replicate_new (KEY);
  heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (self->servers[REPLICATE]), 1);
  self->servers[2] = heddle_fake_stability_new (KEY);
  self->servers[3] = heddle_fake_anthropic_new (KEY);
  self->servers[4] = heddle_fake_ollama_new ();
  self->servers[5] = heddle_fake_gemini_new (KEY);
  self->servers[6] = heddle_fake_fal_new (KEY);
  self->servers[7] = heddle_fake_bfl_new (KEY);
  self->servers[8] = heddle_fake_runway_new (KEY);
  self->servers[9] = heddle_fake_magnific_new (KEY);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      if (HEDDLE_IS_FAKE_QUEUE (self->servers[i]))
        heddle_fake_queue_set_polls (HEDDLE_FAKE_QUEUE (self->servers[i]), 1);
      heddle_fake_server_start (self->servers[i], 0, &error);
      g_assert_no_error (error);
    }
  for (guint i = 0; i < G_N_ELEMENTS (variants); i++)
    add_variant (self, i);
}

static void
tear_down (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    {
      g_assert_false (heddle_fake_server_saw_foreign (self->servers[i], KEY));
      heddle_fake_server_stop (self->servers[i]);
      g_object_unref (self->servers[i]);
    }
  heddle_wait_for (heddle_engine_drain (self->engine), NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&self->engine);
  heddle_library_close (self->library, &error);
  g_assert_no_error (error);
  g_clear_object (&self->library);
  store_test_remove_tree (self->folder);
  g_free (self->folder);
}

static void
take_event (HeddleRun      *run,
            HeddleRunEvent *event,
            Fixture        *self)
{
  if (event->kind != HEDDLE_RUN_EVENT_ITEM)
    return;
  g_clear_pointer (&self->item, heddle_run_event_unref);
  self->item = heddle_run_event_ref (event);
}

static guint
find_service (const char *provider)
{
  guint i = 0;

  while (!g_str_equal (variants[i].id, provider))
    i++;
  return variants[i].service;
}

static void
run_step (Fixture    *self,
          const char *provider,
          const char *fault)
{
  guint service = find_service (provider);
  g_autofree char *text = g_strdup_printf (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Fault\", \"pipelines\": ["
    " {\"id\": \"main\", \"links\": [], \"nodes\": [{\"id\": \"art\", \"type\": \"ai.%s\", \"config\":"
    "  {\"model\": \"%s/%s\", \"prompt\": \"A cube [fault:%s]\"}}]}]}",
    services[service].task, provider, services[service].model, fault);
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddlePlan) plan = NULL;
  g_autoptr (HeddleRun) run = NULL;
  g_autoptr (GError) error = NULL;

  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  plan = heddle_engine_plan (self->engine, workflow, options, &error);
  g_assert_no_error (error);
  run = heddle_engine_new_run (self->engine, plan);
  g_signal_connect (run, "event", G_CALLBACK (take_event), self);
  heddle_run_start (run);
  while (!heddle_run_has_ended (run))
    g_main_context_iteration (g_main_context_get_thread_default (), TRUE);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  g_assert_no_error (error);
}

/* What the person reads, without which result it is, with names for addresses and jobs, which differ each time. */
static char *
describe_message (Fixture    *self,
                  const char *job)
{
  g_autoptr (GString) text = g_string_new (self->item->error != NULL ? self->item->error->message : "");

  if (job != NULL)
    g_string_replace (text, job, "JOB", 0);
  g_string_replace (text, heddle_fake_server_get_foreign_origin (self->servers[REPLICATE]), "FILES", 0);
  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    g_string_replace (text, heddle_fake_server_get_origin (self->servers[i]), "ORIGIN", 0);
  g_string_replace (text, "Result 1 (seed 0): ", "", 1);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Orders, questions after the job and its results, cancels, and files. */
static char *
describe_requests (Fixture *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint n_orders = 0, n_polls = 0, n_cancels = 0, n_files = 0;

  for (guint i = 0; i < G_N_ELEMENTS (services); i++)
    for (guint j = 0;; j++)
      {
        g_autoptr (HeddleFakeRequest) request = heddle_fake_server_dup_request (self->servers[i], NULL, NULL, j);

        if (request == NULL)
          break;
        if (heddle_fake_request_matches (request, "DELETE", NULL) || heddle_fake_request_matches (request, NULL, "*/cancel"))
          n_cancels++;
        else if (heddle_fake_request_matches (request, "POST", NULL))
          n_orders++;
        else if (heddle_fake_request_is_foreign (request) || heddle_fake_request_matches (request, NULL, "/files/*"))
          n_files++;
        else
          n_polls++;
      }
  g_string_printf (text, "%u", n_orders);
  if (n_polls > 0)
    g_string_append_printf (text, ", %u polls", n_polls);
  if (n_cancels > 0)
    g_string_append_printf (text, ", %u cancel", n_cancels);
  if (n_files > 0)
    g_string_append_printf (text, ", %u files", n_files);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* The newest call, of which each run has one: its state, status and cost, in millionths. */
static char *
describe_call (Fixture  *self,
               char    **job)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (self->library, &error);
  g_autoptr (GPtrArray) runs = heddle_runs_list (reader, 1, &error);
  g_autoptr (GPtrArray) calls = heddle_api_calls_list (reader, ((HeddleRunRecord *) runs->pdata[0])->id, &error);
  HeddleApiCallRecord *call;
  char *cost, *text;

  g_assert_no_error (error);
  g_assert_cmpuint (calls->len, ==, 1);
  call = calls->pdata[0];
  g_assert_cmpint (call->finished_at, >, 0);
  *job = g_strdup (call->job);
  cost = call->cost.known ? g_strdup_printf ("%d", (int) call->cost.amount) : g_strdup ("?");
  text = g_strdup_printf ("%s %d %s", heddle_api_call_status_to_string (call->status), call->http_status, cost);
  g_free (cost);
  heddle_database_close (reader, NULL);
  return text;
}

static void
assert_message (const char *message,
                const char *expected)
{
  g_autofree char *known = g_strdup (message);

  if (g_str_has_suffix (expected, "…") && strlen (message) >= strlen (expected))
    {
      g_free (known);
      known = g_strdup_printf ("%.*s…", (int) (strlen (expected) - strlen ("…")), message);
    }
  g_assert_cmpstr (known, ==, expected);
}

static void
test_table (Fixture *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *job = NULL;
      g_autofree char *call = NULL;
      g_autofree char *message = NULL;
      g_autofree char *requests = NULL;

      g_test_message ("%s: %s", faults[i].provider, faults[i].fault);
      for (guint j = 0; j < G_N_ELEMENTS (services); j++)
        heddle_fake_server_clear_log (self->servers[j]);
      run_step (self, faults[i].provider, g_str_equal (faults[i].fault, "refused") ? "delay=0" : faults[i].fault);
      call = describe_call (self, &job);
      message = describe_message (self, job);
      requests = describe_requests (self);
      g_assert_cmpstr (heddle_item_status_to_string (self->item->status), ==, faults[i].item);
      assert_message (message, faults[i].message);
      g_assert_cmpstr (requests, ==, faults[i].requests);
      g_assert_cmpstr (call, ==, faults[i].call);
      g_clear_pointer (&self->item, heddle_run_event_unref);
    }
}

static gpointer
test_thread (gpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Fixture self = { 0 };

  g_main_context_push_thread_default (context);
  set_up (&self);
  test_table (&self);
  tear_down (&self);
  g_main_context_pop_thread_default (context);
  return NULL;
}

/* Planning and the library block, so the test runs beside the main thread. */
static void
test_faults (void)
{
  g_thread_join (g_thread_new ("test", test_thread, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  heddle_init ();
  g_test_add_func ("/run/faults", test_faults);
  return g_test_run ();
}
