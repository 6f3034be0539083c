/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-nodes.h"

/**
 * heddle_register_nodes:
 * @registry: a registry
 *
 * Adds every node type there is. Each category has a file of its own, which adds its types.
 */
void
heddle_register_nodes (HeddleNodeRegistry *registry)
{
  heddle_register_ai_analysis_node (registry);
  heddle_register_ai_edit_node (registry);
  heddle_register_ai_image_node (registry);
  heddle_register_ai_safety_node (registry);
  heddle_register_ai_text_node (registry);
  heddle_register_image_nodes (registry);
  heddle_register_input_image_nodes (registry);
  heddle_register_input_nodes (registry);
  heddle_register_list_nodes (registry);
  heddle_register_logic_nodes (registry);
  heddle_register_output_nodes (registry);
  heddle_register_text_nodes (registry);
}
