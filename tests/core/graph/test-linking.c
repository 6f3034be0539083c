/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "base/heddle-init.h"
#include "graph-test-types.h"
#include "graph/heddle-link-check.h"
#include "graph/heddle-linking.h"
#include "graph/heddle-reroute.h"

/* Documents are written with single quotes here. */
#define NODES \
  "{'id':'t','type':'test.text','name':'Words'}," \
  "{'id':'g','type':'test.generate','name':'Picture'}," \
  "{'id':'r','type':'test.resize','name':'Smaller','config':{'width':8}}," \
  "{'id':'r2','type':'test.resize','name':'Smallest','config':{'width':4}}," \
  "{'id':'s','type':'test.save','name':'Keep'}," \
  "{'id':'u','type':'test.unheard-of'}"

typedef struct
{
  HeddleNodeRegistry *registry;
  HeddleDocument     *document;
  HeddlePipeline     *pipeline;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  links)
{
  g_autofree char *text =
    g_strdup_printf ("{'format':'heddle-workflow','version':1,'id':'w','name':'W',"
                     "'inputs':[{'key':'headline','type':'text'},{'key':'photo','type':'image'}],"
                     "'pipelines':[{'id':'main','nodes':[" NODES "],'links':[%s]}]}",
                     (const char *) links);
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (GError) error = NULL;

  g_strdelimit (text, "'", '"');
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  fixture->registry = new_test_registry ();
  fixture->document = heddle_document_new (workflow);
  fixture->pipeline = heddle_workflow_find_pipeline (workflow, "main");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  links)
{
  g_object_unref (fixture->document);
  g_object_unref (fixture->registry);
}

static HeddleLinkCheck *
new_check (Fixture    *fixture,
           const char *moved)
{
  return heddle_link_check_new (heddle_document_get_workflow (fixture->document), fixture->pipeline, fixture->registry,
                                moved);
}

/* @expected: the reason why not, or NULL. */
static void
assert_allows (Fixture    *fixture,
               const char *moved,
               const char *from_node,
               const char *from_port,
               const char *to_node,
               const char *to_port,
               const char *expected)
{
  g_autoptr (HeddleLinkCheck) check = new_check (fixture, moved);
  g_autoptr (GError) error = NULL;
  gboolean allowed = heddle_link_check_allows (check, from_node, from_port, to_node, to_port, &error);

  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected);
  g_assert_cmpint (allowed, ==, expected == NULL);
}

static void
test_allows (Fixture       *fixture,
             gconstpointer  data)
{
  assert_allows (fixture, NULL, "t", "text", "g", "prompt", NULL);
  assert_allows (fixture, NULL, "inputs", "headline", "g", "prompt", NULL);
  assert_allows (fixture, NULL, "inputs", "photo", "g", "references", NULL);
  assert_allows (fixture, NULL, "g", "images", "r2", "image", NULL);
  /* A parameter takes a link as well. */
  assert_allows (fixture, NULL, "t", "text", "r", "width", NULL);
  assert_allows (fixture, NULL, "u", "anything", "r2", "image", NULL);

  assert_allows (fixture, NULL, "g", "images", "g", "references", "A step cannot be linked to itself.");
  assert_allows (fixture, NULL, "r", "image", "g", "references",
                 "This would make a circle: “Picture” already leads to “Smaller”.");
  assert_allows (fixture, NULL, "s", "asset", "g", "references",
                 "This would make a circle: “Picture” already leads to “Keep”.");
  assert_allows (fixture, NULL, "t", "text", "r2", "image",
                 "Text cannot go into Image. An Image Generation step in between can make an image from a "
                 "text.");
  assert_allows (fixture, NULL, "g", "images", "r", "image", "These two are linked to each other already.");
  assert_allows (fixture, NULL, "t", "text", "inputs", "headline", "nothing can be linked to the workflow's inputs");
  assert_allows (fixture, NULL, "t", "words", "g", "prompt", "“t” has no output “words”");
  assert_allows (fixture, NULL, "t", "text", "r", "film", "“r” has no input “film”");
  assert_allows (fixture, NULL, "t", "text", "nowhere", "film", "there is no node “nowhere”");
}

/* A link that gets another end does not stand in its own way. */
static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  assert_allows (fixture, "a", "g", "images", "r", "image", NULL);
  assert_allows (fixture, "a", "r", "image", "g", "references", NULL);
  assert_allows (fixture, "b", "r", "image", "g", "references",
                 "This would make a circle: “Picture” already leads to “Smaller”.");
}

static void
test_find (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (HeddleLinkCheck) check = new_check (fixture, NULL);
  g_autoptr (GError) error = NULL;
  HeddlePortType type;

  g_assert_cmpstr (heddle_link_check_find_input (check, "t", "text", "g", NULL), ==, "prompt");
  g_assert_cmpstr (heddle_link_check_find_input (check, "inputs", "photo", "g", NULL), ==, "references");
  g_assert_cmpstr (heddle_link_check_find_output (check, "g", "prompt", "inputs", NULL), ==, "headline");
  g_assert_cmpstr (heddle_link_check_find_output (check, "r2", "image", "inputs", NULL), ==, "photo");
  g_assert_cmpstr (heddle_link_check_find_output (check, "r2", "image", "g", NULL), ==, "images");

  g_assert_null (heddle_link_check_find_input (check, "inputs", "photo", "r", &error));
  g_assert_cmpstr (error->message, ==, "“Smaller” has no free input.");
  g_clear_error (&error);
  g_assert_null (heddle_link_check_find_input (check, "t", "text", "r2", &error));
  g_assert_true (g_str_has_prefix (error->message, "Text cannot go into Image."));
  g_clear_error (&error);
  g_assert_null (heddle_link_check_find_input (check, "t", "text", "u", &error));
  g_assert_cmpstr (error->message, ==, "The inputs of “u” are not known.");

  g_assert_true (heddle_link_check_get_type (check, "g", "images", TRUE, &type));
  g_assert_true (heddle_port_type_equal (type, (HeddlePortType) { HEDDLE_VALUE_IMAGE, TRUE }));
  g_assert_false (heddle_link_check_get_type (check, "g", "prompt", TRUE, &type));
}

static void
assert_finds_in_type (Fixture    *fixture,
                      const char *node,
                      const char *port,
                      gboolean    output,
                      const char *type,
                      const char *expected)
{
  g_autoptr (HeddleLinkCheck) check = new_check (fixture, NULL);
  g_autofree char *found =
    heddle_link_check_find_in_type (check, node, port, output, heddle_node_registry_lookup (fixture->registry, type));

  g_assert_cmpstr (found, ==, expected);
}

static void
test_find_in_type (Fixture       *fixture,
                   gconstpointer  data)
{
  assert_finds_in_type (fixture, "t", "text", TRUE, "test.generate", "prompt");
  assert_finds_in_type (fixture, "g", "images", TRUE, "test.generate", "references");
  assert_finds_in_type (fixture, "t", "text", TRUE, "test.save", "text");
  assert_finds_in_type (fixture, "t", "text", TRUE, "test.pass", "items");
  assert_finds_in_type (fixture, "t", "text", TRUE, "test.resize", NULL);
  assert_finds_in_type (fixture, "r2", "image", FALSE, "test.generate", "images");
  assert_finds_in_type (fixture, "r2", "image", FALSE, "test.text", NULL);
  /* The columns are not known yet. */
  assert_finds_in_type (fixture, "g", "prompt", FALSE, "test.table", NULL);
}

static char *
write_links (Fixture *fixture)
{
  GListModel *links = heddle_pipeline_get_links (fixture->pipeline);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);

      g_string_append_printf (text, "%s%s: %s.%s-%s.%s%s", i > 0 ? "\n" : "", heddle_link_get_id (link),
                              heddle_link_get_from_node (link), heddle_link_get_from_port (link),
                              heddle_link_get_to_node (link), heddle_link_get_to_port (link),
                              heddle_link_get_condition (link) != NULL ? " if" : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a link does is one step, which undoes as a whole. */
static void
assert_joins (Fixture    *fixture,
              const char *from_node,
              const char *from_port,
              const char *to_node,
              const char *to_port,
              const char *moved,
              const char *expected)
{
  g_autofree char *before = write_links (fixture);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  heddle_document_begin (fixture->document, "Link");
  heddle_linking_join (fixture->document, fixture->pipeline, fixture->registry, from_node, from_port, to_node, to_port,
                       moved, &error);
  g_assert_no_error (error);
  heddle_document_end (fixture->document);
  after = write_links (fixture);
  g_assert_cmpstr (after, ==, expected);
  heddle_document_undo (fixture->document);
  undone = write_links (fixture);
  g_assert_cmpstr (undone, ==, before);
}

#define A "a: g.images-r.image if"
#define B "b: r.image-s.image"

static void
test_join (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  assert_joins (fixture, "t", "text", "g", "prompt", NULL, A "\n" B "\nl1: t.text-g.prompt");
  /* An input for one link gives up the one it has. */
  assert_joins (fixture, "inputs", "photo", "r", "image", NULL, B "\nl1: inputs.photo-r.image");
  /* A list takes several. */
  assert_joins (fixture, "inputs", "photo", "g", "references", NULL, A "\n" B "\nl1: inputs.photo-g.references");

  /* Of a node that takes one of its inputs the others give way. */
  assert_joins (fixture, "t", "text", "s", "text", NULL, A "\nl1: t.text-s.text");

  heddle_document_begin (fixture->document, "Link");
  g_assert_false (heddle_linking_join (fixture->document, fixture->pipeline, fixture->registry, "t", "text", "r",
                                       "image", NULL, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK);
  heddle_document_abandon (fixture->document);
}

static void
test_move (Fixture       *fixture,
           gconstpointer  data)
{
  assert_joins (fixture, "g", "images", "r2", "image", "a", "a: g.images-r2.image if\n" B);
  /* A condition on what another source gives means nothing. */
  assert_joins (fixture, "inputs", "photo", "r", "image", "a", "a: inputs.photo-r.image\n" B);
  /* It takes the place of the one that is there. */
  assert_joins (fixture, "g", "images", "s", "image", "a", "a: g.images-s.image if");
}

static void
assert_can_insert (Fixture    *fixture,
                   const char *link,
                   const char *node,
                   gboolean    expected)
{
  g_autoptr (HeddleLinkCheck) check = new_check (fixture, NULL);

  g_assert_cmpint (heddle_linking_can_insert (fixture->pipeline, check, link, node), ==, expected);
}

static void
assert_can_insert_type (Fixture    *fixture,
                        const char *link,
                        const char *type,
                        gboolean    expected)
{
  g_autoptr (HeddleLinkCheck) check = new_check (fixture, NULL);
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (fixture->registry, type);

  g_assert_nonnull (info);
  g_assert_cmpint (heddle_linking_can_insert_type (fixture->pipeline, check, link, info), ==, expected);
}

static void
test_insert_type (Fixture       *fixture,
                  gconstpointer  data)
{
  assert_can_insert_type (fixture, "a", "test.resize", TRUE);
  assert_can_insert_type (fixture, "a", "test.text", FALSE);
  assert_can_insert_type (fixture, "a", "test.save", FALSE);
  assert_can_insert_type (fixture, "none", "test.resize", FALSE);
}

static void
test_insert (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *before = write_links (fixture);
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autoptr (GError) error = NULL;

  assert_can_insert (fixture, "a", "r2", TRUE);
  assert_can_insert (fixture, "a", "t", FALSE);
  /* It has a link already. */
  assert_can_insert (fixture, "b", "g", FALSE);
  assert_can_insert (fixture, "a", "s", FALSE);
  assert_can_insert (fixture, "none", "r2", FALSE);

  heddle_document_begin (fixture->document, "Insert");
  g_assert_true (heddle_linking_insert (fixture->document, fixture->pipeline, fixture->registry, "a", "r2", 0, &error));
  g_assert_no_error (error);
  heddle_document_end (fixture->document);
  after = write_links (fixture);
  /* The condition is on what the first one gives. */
  g_assert_cmpstr (after, ==, "a: r2.image-r.image\n" B "\nl1: g.images-r2.image if");
  heddle_document_undo (fixture->document);
  undone = write_links (fixture);
  g_assert_cmpstr (undone, ==, before);

  heddle_document_begin (fixture->document, "Insert");
  g_assert_false (heddle_linking_insert (fixture->document, fixture->pipeline, fixture->registry, "a", "t", 0, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK);
  heddle_document_abandon (fixture->document);
}

/* @expected: how many dots a link has. */
static void
assert_dots (Fixture    *fixture,
             const char *link,
             guint       expected)
{
  g_assert_cmpuint (heddle_reroute_count (heddle_pipeline_find_link (fixture->pipeline, link)), ==, expected);
}

/* Each half has the dots that lie on its way. */
static void
test_insert_between_dots (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  heddle_document_begin (fixture->document, "Insert");
  for (guint i = 0; i < 3; i++)
    g_assert_true (heddle_reroute_add (fixture->document, fixture->pipeline, "a", i, 100 * i, 0, &error));
  g_assert_true (heddle_linking_insert (fixture->document, fixture->pipeline, fixture->registry, "a", "r2", 1, &error));
  g_assert_no_error (error);
  heddle_document_end (fixture->document);
  assert_dots (fixture, "l1", 1);
  assert_dots (fixture, "a", 2);
  heddle_document_undo (fixture->document);
  assert_dots (fixture, "a", 0);
}

static void
assert_order (Fixture    *fixture,
              const char *from,
              const char *to,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  gboolean done;

  heddle_document_begin (fixture->document, "Run After");
  done = heddle_linking_order (fixture->document, fixture->pipeline, fixture->registry, from, to, &error);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, expected);
  g_assert_cmpint (done, ==, expected == NULL);
  if (done)
    heddle_document_end (fixture->document);
  else
    heddle_document_abandon (fixture->document);
}

static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *links = NULL;
  g_autofree char *undone = NULL;

  assert_order (fixture, "t", "s", NULL);
  links = write_links (fixture);
  g_assert_cmpstr (links, ==, A "\n" B "\nl1: t.(null)-s.(null)");
  g_assert_true (heddle_link_is_after (heddle_pipeline_find_link (fixture->pipeline, "l1")));
  assert_order (fixture, "t", "s", "“Keep” runs after “Words” already.");
  /* Data and order are not the same: what is linked already can be ordered, too. */
  assert_order (fixture, "g", "r", NULL);
  assert_order (fixture, "s", "t", "This would make a circle: “Words” already leads to “Keep”.");
  assert_order (fixture, "s", "g", "This would make a circle: “Picture” already leads to “Keep”.");
  assert_order (fixture, "s", "s", "A step cannot be linked to itself.");
  assert_order (fixture, "inputs", "s", "The workflow's inputs come before every step anyway.");
  assert_order (fixture, "nowhere", "s", "there is no node “nowhere”");
  /* Such a link counts where data is linked, too. */
  assert_allows (fixture, NULL, "s", "asset", "t", "value",
                 "This would make a circle: “Words” already leads to “Keep”.");
  heddle_document_undo (fixture->document);
  heddle_document_undo (fixture->document);
  undone = write_links (fixture);
  g_assert_cmpstr (undone, ==, A "\n" B);
}

static void
test_cut (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *links = NULL;
  g_autofree char *undone = NULL;

  g_assert_true (heddle_linking_cut (fixture->document, fixture->pipeline,
                                     (const char *const[]) { "p", "y", "z", NULL }, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (heddle_document_get_undo_label (fixture->document), ==, "Cut 3 Links");
  links = write_links (fixture);
  g_assert_cmpstr (links, ==, "q: g.images-r.image\nx: t.text-r.width");
  heddle_document_undo (fixture->document);
  g_assert_false (heddle_document_can_undo (fixture->document));
  undone = write_links (fixture);
  g_assert_true (g_str_has_prefix (undone, "p: "));

  /* All or none. */
  g_assert_false (heddle_linking_cut (fixture->document, fixture->pipeline,
                                      (const char *const[]) { "p", "gone", NULL }, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND);
  g_assert_nonnull (heddle_pipeline_find_link (fixture->pipeline, "p"));
}

static void
assert_bridges (Fixture           *fixture,
                const char *const *ids,
                const char        *expected)
{
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  heddle_document_begin (fixture->document, "Bridge");
  g_assert_true (heddle_linking_bridge (fixture->document, fixture->pipeline, fixture->registry, ids, &error));
  g_assert_no_error (error);
  heddle_document_end (fixture->document);
  after = write_links (fixture);
  g_assert_cmpstr (after, ==, expected);
  if (heddle_document_can_undo (fixture->document))
    heddle_document_undo (fixture->document);
}

static void
test_bridge (Fixture       *fixture,
             gconstpointer  data)
{
  assert_bridges (fixture, (const char *const[]) { "r", NULL }, A "\nb: g.images-s.image");
  /* Nothing comes before, and nothing follows. */
  assert_bridges (fixture, (const char *const[]) { "g", NULL }, A "\n" B);
  assert_bridges (fixture, (const char *const[]) { "s", NULL }, A "\n" B);
}

/* Over several nodes, and past what does not fit. */
static void
test_bridge_far (Fixture       *fixture,
                 gconstpointer  data)
{
  assert_bridges (fixture, (const char *const[]) { "r", "r2", NULL },
                  "p: t.text-g.prompt\nq: g.images-r.image\nx: t.text-r.width\ny: r.image-r2.image\n"
                  "z: g.images-s.image");
  assert_bridges (fixture, (const char *const[]) { "g", NULL },
                  "p: t.text-g.prompt\nq: g.images-r.image\nx: t.text-r.width\ny: r.image-r2.image\n"
                  "z: r2.image-s.image");
}

int
main (int   argc,
      char *argv[])
{
  static const char links[] = "{'id':'a','from':['g','images'],'to':['r','image'],'condition':{'op':'not-empty'}},"
                              "{'id':'b','from':['r','image'],'to':['s','image']}";

  static const char chain[] = "{'id':'p','from':['t','text'],'to':['g','prompt']},"
                              "{'id':'q','from':['g','images'],'to':['r','image']},"
                              "{'id':'x','from':['t','text'],'to':['r','width']},"
                              "{'id':'y','from':['r','image'],'to':['r2','image']},"
                              "{'id':'z','from':['r2','image'],'to':['s','image']}";

  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  g_test_add ("/linking/allows", Fixture, links, set_up, test_allows, tear_down);
  g_test_add ("/linking/moved", Fixture, links, set_up, test_moved, tear_down);
  g_test_add ("/linking/find", Fixture, links, set_up, test_find, tear_down);
  g_test_add ("/linking/find-in-type", Fixture, links, set_up, test_find_in_type, tear_down);
  g_test_add ("/linking/join", Fixture, links, set_up, test_join, tear_down);
  g_test_add ("/linking/move", Fixture, links, set_up, test_move, tear_down);
  g_test_add ("/linking/insert", Fixture, links, set_up, test_insert, tear_down);
  g_test_add ("/linking/insert-type", Fixture, links, set_up, test_insert_type, tear_down);
  g_test_add ("/linking/insert-between-dots", Fixture, links, set_up, test_insert_between_dots, tear_down);
  g_test_add ("/linking/order", Fixture, links, set_up, test_order, tear_down);
  g_test_add ("/linking/cut", Fixture, chain, set_up, test_cut, tear_down);
  g_test_add ("/linking/bridge", Fixture, links, set_up, test_bridge, tear_down);
  g_test_add ("/linking/bridge-far", Fixture, chain, set_up, test_bridge_far, tear_down);
  return g_test_run ();
}
