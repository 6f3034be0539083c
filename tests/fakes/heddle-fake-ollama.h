/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeOllama:
 *
 * Ollama's own API as far as Heddle uses it: `POST /api/chat` (with pictures, with answers after a schema, and streamed
 * where a request does not say otherwise) and `GET /api/tags`. It asks for no key. The models `gemma4`, `qwen3`,
 * `gpt-oss` and `llama3.2:3b` are there, any other has to be pulled; only the first sees.
 */
#define HEDDLE_TYPE_FAKE_OLLAMA (heddle_fake_ollama_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakeOllama, heddle_fake_ollama, HEDDLE, FAKE_OLLAMA, HeddleFakeServer)

HeddleFakeServer *heddle_fake_ollama_new (void);

G_END_DECLS
