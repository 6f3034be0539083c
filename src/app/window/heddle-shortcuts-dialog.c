/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-shortcuts-dialog.h"

#include <glib/gi18n-lib.h>

/* @gesture is what the pointer does while the modifiers of @accelerator are held; NULL for a key. */
typedef struct
{
  const char *accelerator;
  const char *title;
  const char *gesture;
} Shortcut;

typedef struct
{
  const char     *title;
  const Shortcut *shortcuts;
} Group;

static const Shortcut everywhere[] = {
  { "<Control>comma", N_("Preferences") },
  { "<Control>question", N_("Keyboard shortcuts") },
  { "<Alt>1", N_("Workflows") },
  { "<Alt>2", N_("Gallery") },
  { "<Alt>3", N_("Runs") },
  { "F9", N_("Show or hide the sidebar") },
  { "<Control>Tab", N_("Next tab; likewise with Shift the one before") },
  { "<Control>w", N_("Close the tab") },
  { "<Control>q", N_("Quit") },
  { NULL },
};

static const Shortcut workflows[] = {
  { "<Control>n", N_("New workflow") },
  { "<Control>f", N_("Search") },
  { "Return", N_("Open") },
  { "F2", N_("Rename") },
  { "<Control>d", N_("Duplicate") },
  { "Delete", N_("Delete") },
  { "<Shift>F10", N_("Menu") },
  { NULL },
};

static const Shortcut editor[] = {
  { "<Control>Return", N_("Run the workflow") },
  { "<Control><Shift>Return", N_("Run from the selected step on") },
  { "<Alt>Return", N_("Run what leads to the selected steps") },
  { "<Control>b", N_("Run once per row of a table") },
  { "<Control>period", N_("Stop") },
  { "<Control>z", N_("Undo") },
  { "<Control><Shift>z", N_("Redo") },
  { "F3", N_("Show or hide the steps that can be added") },
  { "<Shift>F9", N_("Show or hide the outline, the page as a list; in it, Right opens a step and Left closes it") },
  { "F4", N_("Show or hide the inspector") },
  { "<Control>f", N_("Find steps by name, type or text") },
  { "F8", N_("Go to the next problem; likewise with Shift the one before") },
  { "<Control>t", N_("New page") },
  { "<Control>Page_Down", N_("Go to the next page; likewise Page Up") },
  { "<Control><Shift>Page_Down", N_("Move the page; likewise Page Up") },
  { "slash", N_("Add a step; likewise Insert") },
  { "p", N_("Go to the next port of the step") },
  { "l", N_("Link the port, or remove its links") },
  { "<Shift>l", N_("Remove all links of the selected steps") },
  { "o", N_("Say what the step runs after") },
  { "k", N_("Go to the links of the step, one after the other; likewise with Shift back") },
  { "d", N_("Lead the link through a reroute dot; P goes to the next dot") },
  { "Left", N_("Go to the nearest step; likewise Right, Up and Down") },
  { "<Control>Right", N_("Follow a link; likewise Left, and Up and Down to what comes from the same step") },
  { "Home", N_("Go to the first step; likewise End, and with Shift to add them to the selection") },
  { "<Shift>Right", N_("Add the step that is gone to to the selection") },
  { "Page_Down", N_("Go to the next frame or note; likewise Page Up") },
  { "<Control>a", N_("Select all") },
  { "<Control><Shift>a", N_("Select nothing") },
  { "<Control>i", N_("Invert the selection") },
  { "<Control><Shift>Home", N_("Select what leads to the selected steps") },
  { "<Control><Shift>End", N_("Select what follows the selected steps") },
  { "<Alt>Right", N_("Move the selection; likewise Left, Up and Down") },
  { "<Control>c", N_("Copy the selection; likewise cut, and paste steps, images and text") },
  { "<Control>d", N_("Duplicate the selection") },
  { "Delete", N_("Delete the selection") },
  { "<Control><Shift>x", N_("Delete the selected steps, and link what was before and after") },
  { "F2", N_("Rename the step, the frame or the page, edit the note") },
  { "<Control>g", N_("Frame the selection") },
  { "n", N_("New note") },
  { "<Control>l", N_("Arrange the workflow, or the selected steps") },
  { "b", N_("Bypass the selected steps, or stop bypassing them") },
  { "u", N_("Mute the selected steps, or stop muting them") },
  { "c", N_("Collapse or expand the selected steps") },
  { "<Shift>F10", N_("Menu") },
  { "Return", N_("Go into the step to set it, or edit the condition of the link") },
  { "<Shift>Return", N_("Edit the step in the inspector") },
  { "Tab", N_("In the step: the next control; likewise Up and Down") },
  { "Escape", N_("Leave the step") },
  { "e", N_("Show why the step failed") },
  { "r", N_("Answer the step that waits, or retry the one that failed") },
  { NULL },
};

static const Shortcut canvas[] = {
  { "<Control>plus", N_("Zoom in") },
  { "<Control>minus", N_("Zoom out") },
  { "<Control>0", N_("Show the whole workflow") },
  { "<Control>1", N_("Zoom to 100 %") },
  { "<Control>2", N_("Show the selection") },
  { "m", N_("Show or hide the overview") },
  { "<Alt>Page_Up", N_("Back to where the view was") },
  { "<Alt>Page_Down", N_("Forward again") },
  { NULL },
};

static const Shortcut pointer[] = {
  { "", N_("Move the view, also with the middle button"), N_("Space+Drag") },
  { "", N_("Move the view; likewise with Shift sideways"), N_("Scroll") },
  { "<Control>", N_("Zoom"), N_("Scroll") },
  { "", N_("Select what a band touches"), N_("Drag") },
  { "<Shift>", N_("Add what a band touches to the selection"), N_("Drag") },
  { "<Control><Shift>", N_("Select or deselect what a band touches"), N_("Drag") },
  { "<Control>", N_("Cut the links that a stroke crosses"), N_("Drag") },
  { "<Alt>", N_("Lead a link through a reroute dot"), N_("Click") },
  { "<Alt>", N_("Move off the grid"), N_("Drag") },
  { "", N_("Edit the condition of a link"), N_("Double-click") },
  { "", N_("Add a step where nothing is"), N_("Double-click") },
  { "", N_("Rename the step, on its title"), N_("Double-click") },
  { "", N_("Link steps, from port to port"), N_("Drag") },
  { "", N_("Say what runs later, from the edge of a step's header"), N_("Drag") },
  { NULL },
};

static const Shortcut finger[] = {
  { "", N_("Move the view, or what is selected"), N_("Drag") },
  { "", N_("Move the view and zoom"), N_("Pinch") },
  { "", N_("Select"), N_("Tap") },
  { "", N_("Add a step where nothing is"), N_("Double tap") },
  { "", N_("Link steps, from port to port"), N_("Drag") },
  { "", N_("Menu"), N_("Press and hold") },
  { NULL },
};

static const Shortcut gallery[] = {
  { "<Control>f", N_("Search") },
  { "Return", N_("Look at the picture") },
  { "Delete", N_("Move to the trash") },
  { "F4", N_("Show or hide the details") },
  { "Escape", N_("Back") },
  { NULL },
};

static const Shortcut runs[] = {
  { "<Control>f", N_("Search") },
  { "Return", N_("Show or hide the steps") },
  { "<Shift>F10", N_("Menu") },
  { "1", N_("Pick the first; likewise 2 to 9") },
  { "space", N_("Look at all pictures closely, or from afar") },
  { NULL },
};

static const Group groups[] = {
  { N_("Everywhere"), everywhere }, { N_("Workflows"), workflows }, { N_("Editor"), editor },
  { N_("Canvas"), canvas },         { N_("Canvas With a Pointer"), pointer }, { N_("Canvas With a Finger"), finger },
  { N_("Gallery"), gallery },       { N_("Runs"), runs },
};

static char *
dup_label (const Shortcut *shortcut)
{
  g_autofree char *held = NULL;
  GdkModifierType modifiers = 0;
  guint key = 0;

  if (*shortcut->accelerator != '\0')
    gtk_accelerator_parse (shortcut->accelerator, &key, &modifiers);
  if (shortcut->gesture == NULL)
    return gtk_accelerator_get_label (key, modifiers);
  held = gtk_accelerator_get_label (0, modifiers);
  return g_strconcat (held, modifiers != 0 ? "+" : "", _(shortcut->gesture), NULL);
}

static GtkWidget *
make_group (const Group *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _(group->title));
  for (const Shortcut *shortcut = group->shortcuts; shortcut->accelerator != NULL; shortcut++)
    {
      g_autofree char *label = dup_label (shortcut);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *keys = gtk_label_new (label);

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcut->title));
      gtk_widget_add_css_class (keys, "dimmed");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), keys);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row);
    }
  return widget;
}

/**
 * heddle_shortcuts_dialog_new:
 *
 * Returns: (transfer floating): a dialog that lists what the keys do
 */
AdwDialog *
heddle_shortcuts_dialog_new (void)
{
  AdwDialog *dialog = adw_dialog_new ();
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *page = adw_preferences_page_new ();

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (make_group (&groups[i])));
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), page);
  adw_dialog_set_title (dialog, _("Keyboard Shortcuts"));
  adw_dialog_set_content_width (dialog, 520);
  adw_dialog_set_content_height (dialog, 640);
  adw_dialog_set_child (dialog, view);
  return dialog;
}
