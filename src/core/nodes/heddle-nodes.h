/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-registry.h"

G_BEGIN_DECLS

void heddle_register_nodes             (HeddleNodeRegistry *registry);

void heddle_register_ai_analysis_node  (HeddleNodeRegistry *registry);
void heddle_register_ai_edit_node      (HeddleNodeRegistry *registry);
void heddle_register_ai_image_node     (HeddleNodeRegistry *registry);
void heddle_register_ai_safety_node    (HeddleNodeRegistry *registry);
void heddle_register_ai_text_node      (HeddleNodeRegistry *registry);
void heddle_register_image_nodes       (HeddleNodeRegistry *registry);
void heddle_register_input_image_nodes (HeddleNodeRegistry *registry);
void heddle_register_input_nodes       (HeddleNodeRegistry *registry);
void heddle_register_list_nodes        (HeddleNodeRegistry *registry);
void heddle_register_logic_nodes       (HeddleNodeRegistry *registry);
void heddle_register_output_nodes      (HeddleNodeRegistry *registry);
void heddle_register_text_nodes        (HeddleNodeRegistry *registry);

G_END_DECLS
