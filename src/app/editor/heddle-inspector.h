#pragma once
#include "editor/heddle-canvas.h"
G_DECLARE_FINAL_TYPE (HeddleInspector, heddle_inspector, HEDDLE, INSPECTOR, AdwBin)
GtkWidget *heddle_inspector_new (void);
void heddle_inspector_set_open_workflow (HeddleInspector *s, HeddleOpenWorkflow *w);
void heddle_inspector_set_node (HeddleInspector *s, const char *n);
void heddle_inspector_set_estimate (HeddleInspector *s, const char *n);
