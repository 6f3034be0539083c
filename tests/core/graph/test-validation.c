/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "graph/heddle-validation.h"
#include "graph-test-types.h"

/* Documents are written with single quotes here. */
static HeddleWorkflow *
read_document (const char *inputs,
               const char *nodes,
               const char *links)
{
  g_autofree char *text = g_strdup_printf ("{'format':'heddle-workflow','version':1,'id':'w',"
                                           "'name':'W','inputs':[%s],'pipelines':[{'id':'main',"
                                           "'nodes':[%s],'links':[%s]}]}",
                                           inputs, nodes, links);
  g_autoptr (GError) error = NULL;
  HeddleWorkflow *workflow;

  g_strdelimit (text, "'", '"');
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  return workflow;
}

/* @expected: one problem per line, "path: message". */
static void
assert_problems (const char *inputs,
                 const char *nodes,
                 const char *links,
                 const char *expected)
{
  g_autoptr (HeddleNodeRegistry) registry = new_test_registry ();
  g_autoptr (HeddleWorkflow) workflow = read_document (inputs, nodes, links);
  g_autoptr (GPtrArray) problems = heddle_workflow_validate (workflow, registry, NULL, NULL);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < problems->len; i++)
    {
      HeddleProblem *problem = problems->pdata[i];

      g_string_append_printf (found, "%s%s: %s", i > 0 ? "\n" : "", problem->path,
                              problem->message);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

#define TEXT "{'id':'t','type':'test.text'},"
#define RESIZE "{'id':'r','type':'test.resize','config':{'width':8}},"
#define GENERATE "{'id':'g','type':'test.generate','config':{'prompt':'a cup'}}"

static void
test_good (void)
{
  assert_problems ("{'key':'headline','type':'text'},{'key':'lines','type':'list'}",
                   TEXT RESIZE GENERATE ",{'id':'s','type':'test.save'},"
                   "{'id':'b','type':'test.table','config':{'columns':['a','b']}}",
                   "{'id':'1','from':['inputs','lines'],'to':['g','prompt']},"
                   "{'id':'2','from':['g','images'],'to':['r','image'],"
                   "'condition':{'op':'not-empty'}},"
                   "{'id':'3','from':['r','image'],'to':['s','image']},"
                   "{'id':'4','from':['t','text'],'to':['r','width']},"
                   "{'id':'5','from':['b','b'],'to':['r','fit']},"
                   "{'id':'6','kind':'after','from':['t'],'to':['g']}",
                   "");
}

static void
test_config (void)
{
  assert_problems (
    "",
    "{'id':'a','type':'test.resize','config':{'width':'wide','height':0,'fit':'crop',"
    "'background':'red','strip':'no','name':'x','unknown':1}},"
    "{'id':'b','type':'test.resize','config':{'width':null,'fit':null,'extra':[]}},"
    "{'id':'c','type':'test.resize'},"
    "{'id':'d','type':'test.generate','config':{'prompt':1,'model':'sketch','count':1.5,"
    "'aspect_ratio':'wide','seed':-1}}",
    "{'id':'1','from':['d','images'],'to':['a','image']},"
    "{'id':'2','from':['d','images'],'to':['b','image']},"
    "{'id':'3','from':['d','images'],'to':['c','image']}",
    "pipelines[0].nodes[0].config.width: expected a number\n"
    "pipelines[0].nodes[0].config.height: 0 is outside 1 to 20000\n"
    "pipelines[0].nodes[0].config.fit: “crop” is not one of: cover, contain, fill\n"
    "pipelines[0].nodes[0].config.background: “red” is not a color; write it as #rrggbb or "
    "#rrggbbaa\n"
    "pipelines[0].nodes[0].config.strip: expected true or false\n"
    "pipelines[0].nodes[0].config.name: expected a text of 2 to 8 characters\n"
    "pipelines[0].nodes[2].config.width: give a width or a height\n"
    "pipelines[0].nodes[3].config.model: “sketch” does not name a model; write it as "
    "provider/model\n"
    "pipelines[0].nodes[3].config.prompt: expected a text\n"
    "pipelines[0].nodes[3].config.count: expected a whole number\n"
    "pipelines[0].nodes[3].config.aspect_ratio: “wide” is not an aspect ratio; write it as "
    "width:height, such as 4:5\n"
    "pipelines[0].nodes[3].config.seed: expected a whole number from 0 to 9007199254740991, or "
    "\"random\"");
}

static void
test_unknown_types_only_matter_where_they_run (void)
{
  assert_problems ("",
                   "{'id':'a','type':'future.x'},{'id':'b','type':'future.x','muted':true},"
                   "{'id':'c','type':'future.x','enabled':false},"
                   "{'id':'d','type':'test.resize','muted':true}",
                   "{'id':'1','from':['a','x'],'to':['b','y'],"
                   "'condition':{'port':'z','op':'is-empty'}}",
                   "pipelines[0].nodes[0].type: “future.x” is not a node type that this Heddle "
                   "knows; update it, or remove or mute the node");
}

static void
test_links_that_lead_nowhere (void)
{
  assert_problems ("", TEXT RESIZE GENERATE,
                   "{'id':'1','from':['x','text'],'to':['r','image']},"
                   "{'id':'2','from':['t','text'],'to':['y','image']},"
                   "{'id':'3','from':['t','nope'],'to':['g','nope']},"
                   "{'id':'4','from':['inputs','nope'],'to':['g','prompt']},"
                   "{'id':'5','from':['t','text'],'to':['inputs','x']},"
                   "{'id':'6','kind':'after','from':['inputs'],'to':['t']}",
                   "pipelines[0].links[0].from: there is no node “x”\n"
                   "pipelines[0].links[1].to: there is no node “y”\n"
                   "pipelines[0].links[2].from: “t” has no output “nope”\n"
                   "pipelines[0].links[2].to: “g” has no input “nope”\n"
                   "pipelines[0].links[3].from: the workflow has no input “nope”\n"
                   "pipelines[0].links[4].to: nothing can be linked to the workflow's inputs\n"
                   "pipelines[0].links[5].from: there is no node “inputs”");
}

static void
test_types_and_numbers_of_links (void)
{
  assert_problems (
      "{'key':'n','type':'number'}", TEXT RESIZE GENERATE,
      "{'id':'1','from':['t','text'],'to':['r','image']},"
      "{'id':'2','from':['g','images'],'to':['r','image']},"
      "{'id':'3','from':['r','image'],'to':['g','references']},"
      "{'id':'4','from':['inputs','n'],'to':['r','strip']},"
      "{'id':'5','from':['t','text'],'to':['r','extra']}",
      "pipelines[0].links[0]: Text cannot go into Image. An Image Generation step in "
      "between can make an image from a text.\n"
      "pipelines[0].links[1].to: the input “image” of “r” takes one link only, and there "
      "is another before this one\n"
      "pipelines[0].links[3]: Number cannot go into Yes or No. Link another "
      "output, or put a step in between that makes one from the other.\n"
      "pipelines[0].links[4].to: “r” has no input “extra”\n"
      "pipelines[0].links: the links form a circle: g → r → g");
}

static void
test_any_has_the_type_that_flows_in (void)
{
  assert_problems (
      "", TEXT RESIZE GENERATE ",{'id':'p','type':'test.pass'},{'id':'q','type':'test.pass'}",
      "{'id':'1','from':['t','text'],'to':['p','items']},"
      "{'id':'2','from':['p','items'],'to':['q','items']},"
      "{'id':'3','from':['q','items'],'to':['r','image']},"
      "{'id':'4','from':['q','items'],'to':['g','prompt']}",
      "pipelines[0].links[2]: Text cannot go into Image. An Image Generation step "
      "in between can make an image from a text.");
}

static void
test_missing_inputs (void)
{
  assert_problems ("",
                   "{'id':'g','type':'test.generate'},{'id':'r','type':'test.resize',"
                   "'config':{'width':1,'image':'asset'}},{'id':'p','type':'test.pass'},"
                   "{'id':'s','type':'test.save'},{'id':'u','type':'test.save','config':{'text':'x'}}",
                   "",
                   "pipelines[0].nodes[0]: the input “prompt” is missing; link it or fill it in\n"
                   "pipelines[0].nodes[2]: the input “items” is missing; link it\n"
                   "pipelines[0].nodes[3]: exactly one of its inputs must be linked, and 0 are");
}

/* Ids of nodes are unique in their pipeline only. */
static void
test_where (void)
{
  static const char text[] = "{'format':'heddle-workflow','version':1,'id':'w','name':'W',"
                             "'inputs':[{'key':'a','type':'number','default':'x'}],'pipelines':["
                             "{'id':'main','nodes':[{'id':'p','type':'test.pass'}],'links':[]},"
                             "{'id':'second','nodes':[{'id':'p','type':'test.pass'}],'links':[]}]}";
  g_autofree char *json = g_strdelimit (g_strdup (text), "'", '"');
  g_autoptr (HeddleNodeRegistry) registry = new_test_registry ();
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (json, -1, NULL);
  g_autoptr (GPtrArray) problems = heddle_workflow_validate (workflow, registry, NULL, NULL);

  g_assert_cmpuint (problems->len, ==, 3);
  g_assert_null (((HeddleProblem *) problems->pdata[0])->pipeline);
  g_assert_cmpstr (((HeddleProblem *) problems->pdata[1])->pipeline, ==, "main");
  g_assert_cmpstr (((HeddleProblem *) problems->pdata[2])->pipeline, ==, "second");
  g_assert_cmpstr (((HeddleProblem *) problems->pdata[2])->node, ==, "p");
}

static void
test_ports_that_cannot_be_told (void)
{
  assert_problems ("", TEXT RESIZE "{'id':'b','type':'test.table'}",
                   "{'id':'1','from':['b','x'],'to':['r','image']}",
                   "pipelines[0].nodes[2].config.columns: name the columns");
}

static void
test_conditions (void)
{
  assert_problems ("", TEXT RESIZE GENERATE,
                   "{'id':'1','from':['g','images'],'to':['r','image'],"
                   "'condition':{'port':'score','op':'>=','value':80}},"
                   "{'id':'2','from':['t','text'],'to':['r','fit'],"
                   "'condition':{'op':'matches'}}",
                   "pipelines[0].links[0].condition.port: “g” has no output “score”\n"
                   "pipelines[0].links[1].condition.value: expected a pattern");
}

static void
test_circles (void)
{
  assert_problems ("",
                   "{'id':'a','type':'test.pass'},{'id':'b','type':'test.pass'},"
                   "{'id':'c','type':'test.pass'},{'id':'d','type':'test.pass'}",
                   "{'id':'1','from':['b','items'],'to':['a','items']},"
                   "{'id':'2','from':['a','items'],'to':['d','items']},"
                   "{'id':'3','from':['c','items'],'to':['b','items']},"
                   "{'id':'4','from':['b','items'],'to':['c','items']}",
                   "pipelines[0].links: the links form a circle: c → b → c");
  assert_problems ("", TEXT "{'id':'s','type':'test.pass'}",
                   "{'id':'1','from':['t','text'],'to':['s','items']},"
                   "{'id':'2','kind':'after','from':['s'],'to':['t']}",
                   "pipelines[0].links: the links form a circle: s → t → s");
}

static void
test_inputs (void)
{
  assert_problems ("{'key':'a','type':'number','default':'x'},"
                   "{'key':'b','type':'text','default':'','required':true},"
                   "{'key':'c','type':'text','default':'long','validation':{'max_length':2}},"
                   "{'key':'d','type':'select','default':'z','validation':{'options':['x','y']}}",
                   "", "",
                   "inputs[0].default: expected a number\n"
                   "inputs[2].default: must have at most 2 characters\n"
                   "inputs[3].default: “z” is not one of: x, y");
}

static void
test_codes_and_nodes (void)
{
  g_autoptr (HeddleNodeRegistry) registry = new_test_registry ();
  g_autoptr (HeddleWorkflow) workflow = read_document ("", "{'id':'x','type':'future.x'}", "");
  g_autoptr (GPtrArray) problems = heddle_workflow_validate (workflow, registry, NULL, NULL);
  HeddleProblem *problem = problems->pdata[0];

  g_assert_cmpint (problem->code, ==, HEDDLE_GRAPH_ERROR_UNKNOWN_TYPE);
  g_assert_cmpstr (problem->node, ==, "x");
}

/* A chain of nodes that hand through what they get must neither recurse nor be walked again for
 * each of its links.
 */
static void
test_long_chain (void)
{
  g_autoptr (GString) nodes = g_string_new (TEXT);
  g_autoptr (GString) links =
      g_string_new ("{'id':'first','from':['t','text'],'to':['n0','items']}");

  for (guint i = 0; i < 20000; i++)
    {
      g_string_append_printf (nodes, "{'id':'n%u','type':'test.pass'},", i);
      if (i > 0)
        g_string_append_printf (links, ",{'id':'l%u','from':['n%u','items'],'to':['n%u','items']}",
                                i, i - 1, i);
    }
  g_string_append (nodes, "{'id':'r','type':'test.resize','config':{'width':1}}");
  g_string_append (links, ",{'id':'last','from':['n19999','items'],'to':['r','image']}");
  assert_problems (
      "", nodes->str, links->str,
      "pipelines[0].links[20000]: Text cannot go into Image. An Image Generation "
      "step in between can make an image from a text.");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/validation/good", test_good);
  g_test_add_func ("/validation/config", test_config);
  g_test_add_func ("/validation/unknown-types-only-matter-where-they-run",
                   test_unknown_types_only_matter_where_they_run);
  g_test_add_func ("/validation/links-that-lead-nowhere", test_links_that_lead_nowhere);
  g_test_add_func ("/validation/types-and-numbers-of-links", test_types_and_numbers_of_links);
  g_test_add_func ("/validation/any-has-the-type-that-flows-in",
                   test_any_has_the_type_that_flows_in);
  g_test_add_func ("/validation/missing-inputs", test_missing_inputs);
  g_test_add_func ("/validation/where", test_where);
  g_test_add_func ("/validation/ports-that-cannot-be-told", test_ports_that_cannot_be_told);
  g_test_add_func ("/validation/conditions", test_conditions);
  g_test_add_func ("/validation/circles", test_circles);
  g_test_add_func ("/validation/inputs", test_inputs);
  g_test_add_func ("/validation/codes-and-nodes", test_codes_and_nodes);
  g_test_add_func ("/validation/long-chain", test_long_chain);

  return g_test_run ();
}
