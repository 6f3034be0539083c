/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-prediction.h"

#include "heddle-fake-image.h"

struct _HeddleFakePrediction
{
  GObject parent_instance;

  char *id;
  char *model;
  char *version;
  JsonObject *input;
  HeddleFakeFault *fault;
  HeddleFakeFaultKind kind;
  HeddleFakePredictionStatus status;
  GDateTime *created_at;
  GDateTime *started_at;
  GDateTime *completed_at;
};

G_DEFINE_FINAL_TYPE (HeddleFakePrediction, heddle_fake_prediction, G_TYPE_OBJECT)

static const char *const status_names[] = {
  [HEDDLE_FAKE_PREDICTION_STARTING] = "starting",
  [HEDDLE_FAKE_PREDICTION_PROCESSING] = "processing",
  [HEDDLE_FAKE_PREDICTION_SUCCEEDED] = "succeeded",
  [HEDDLE_FAKE_PREDICTION_FAILED] = "failed",
  [HEDDLE_FAKE_PREDICTION_CANCELED] = "canceled",
};

static const struct
{
  const char *name;
  guint width;
  guint height;
} ratios[] = {
  { "1:1", 1024, 1024 }, { "16:9", 1344, 768 }, { "9:16", 768, 1344 }, { "3:2", 1216, 832 },
  { "2:3", 832, 1216 },  { "4:3", 1152, 896 },  { "3:4", 896, 1152 },  { "5:4", 1088, 896 },
  { "4:5", 896, 1088 },  { "21:9", 1536, 640 }, { "9:21", 640, 1536 },
};

static gboolean
makes_text (HeddleFakePrediction *self)
{
  return g_str_has_prefix (self->model, "meta/") || g_str_has_prefix (self->model, "anthropic/") ||
         g_str_has_prefix (self->model, "deepseek-ai/") ||
         g_str_has_prefix (self->model, "openai/gpt-4") ||
         g_str_has_prefix (self->model, "openai/gpt-5") ||
         g_str_has_prefix (self->model, "openai/gpt-6");
}

/* Open models answer with a list, most of the official ones with one address. */
static gboolean
makes_one (HeddleFakePrediction *self)
{
  static const char *const marks[] = {
    "-pro",    "-ultra",   "-max",   "-kontext",  "nano-banana",       "imagen",
    "recraft", "ideogram", "upscal", "remove-bg", "remove-background",
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (self->model, marks[i]) != NULL)
      return TRUE;

  return FALSE;
}

static const char *
get_prompt (HeddleFakePrediction *self)
{
  return json_object_get_string_member_with_default (self->input, "prompt", "");
}

static const char *
get_format (HeddleFakePrediction *self)
{
  return json_object_get_string_member_with_default (self->input, "output_format", "webp");
}

static guint
get_n_outputs (HeddleFakePrediction *self)
{
  return (guint) json_object_get_int_member_with_default (self->input, "num_outputs", 1);
}

static void
get_size (HeddleFakePrediction *self,
          guint                *width,
          guint                *height)
{
  const char *ratio;

  *width = (guint) json_object_get_int_member_with_default (self->input, "width", 1024);
  *height = (guint) json_object_get_int_member_with_default (self->input, "height", 1024);
  ratio = json_object_get_string_member_with_default (self->input, "aspect_ratio", "custom");
  for (guint i = 0; i < G_N_ELEMENTS (ratios); i++)
    {
      if (!g_str_equal (ratio, ratios[i].name))
        continue;
      *width = ratios[i].width;
      *height = ratios[i].height;
    }
}

static void
add_string (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_time (JsonBuilder *builder,
          const char  *name,
          GDateTime   *time)
{
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%S.%fZ") : NULL;

  add_string (builder, name, text);
}

static void
add_output (HeddleFakePrediction *self,
            JsonBuilder          *builder,
            const char           *files)
{
  json_builder_set_member_name (builder, "output");
  if (self->status != HEDDLE_FAKE_PREDICTION_SUCCEEDED || self->kind == HEDDLE_FAKE_FAULT_NO_RESULT)
    {
      json_builder_add_null_value (builder);
      return;
    }
  if (!makes_text (self) && makes_one (self))
    {
      g_autofree char *url =
          g_strdup_printf ("%s/files/%s/0.%s", files, self->id, get_format (self));

      json_builder_add_string_value (builder, url);
      return;
    }

  json_builder_begin_array (builder);
  if (makes_text (self))
    {
      g_auto (GStrv) parts = g_strsplit (get_prompt (self), "[fault:", 2);

      json_builder_add_string_value (builder, "A draft on “");
      json_builder_add_string_value (builder, parts[0] != NULL ? g_strchomp (parts[0]) : "");
      json_builder_add_string_value (builder, "”.");
    }
  else
    {
      for (guint i = 0; i < get_n_outputs (self); i++)
        {
          g_autofree char *url =
              g_strdup_printf ("%s/files/%s/%u.%s", files, self->id, i, get_format (self));

          json_builder_add_string_value (builder, url);
        }
    }
  json_builder_end_array (builder);
}

static const char *
get_error (HeddleFakePrediction *self)
{
  if (self->status != HEDDLE_FAKE_PREDICTION_FAILED)
    return NULL;
  if (self->kind != HEDDLE_FAKE_FAULT_FAILED)
    return "NSFW content detected. Try running it again, or try a different prompt.";

  return "CUDA out of memory. (E1001)";
}

static const char *
get_logs (HeddleFakePrediction *self)
{
  switch (self->status)
    {
    case HEDDLE_FAKE_PREDICTION_STARTING:
      return "";
    case HEDDLE_FAKE_PREDICTION_PROCESSING:
      return "Using seed: 4711\n 50%|█████     | 2/4 [00:00<00:00,  4.31it/s]";
    case HEDDLE_FAKE_PREDICTION_SUCCEEDED:
      return "Using seed: 4711\n 50%|█████     | 2/4 [00:00<00:00,  4.31it/s]\n"
             "100%|██████████| 4/4 [00:00<00:00,  4.33it/s]";
    case HEDDLE_FAKE_PREDICTION_FAILED:
    case HEDDLE_FAKE_PREDICTION_CANCELED:
    default:
      return "Using seed: 4711";
    }
}

static void
add_urls (HeddleFakePrediction *self,
          JsonBuilder          *builder,
          const char           *origin)
{
  g_autofree char *get = g_strconcat (origin, "/v1/predictions/", self->id, NULL);
  g_autofree char *cancel = g_strconcat (get, "/cancel", NULL);
  g_autofree char *web = g_strconcat ("https://replicate.com/p/", self->id, NULL);

  json_builder_set_member_name (builder, "urls");
  json_builder_begin_object (builder);
  add_string (builder, "get", get);
  add_string (builder, "cancel", cancel);
  add_string (builder, "web", web);
  json_builder_end_object (builder);
}

static void
add_metrics (HeddleFakePrediction *self,
             JsonBuilder          *builder)
{
  json_builder_set_member_name (builder, "metrics");
  json_builder_begin_object (builder);
  if (heddle_fake_prediction_is_over (self))
    {
      json_builder_set_member_name (builder, "predict_time");
      json_builder_add_double_value (builder, 1.25);
      json_builder_set_member_name (builder, "total_time");
      json_builder_add_double_value (builder, 1.5);
    }
  json_builder_end_object (builder);
}

static void
heddle_fake_prediction_finalize (GObject *object)
{
  HeddleFakePrediction *self = HEDDLE_FAKE_PREDICTION (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->version, g_free);
  g_clear_pointer (&self->input, json_object_unref);
  g_clear_pointer (&self->fault, heddle_fake_fault_free);
  g_clear_pointer (&self->created_at, g_date_time_unref);
  g_clear_pointer (&self->started_at, g_date_time_unref);
  g_clear_pointer (&self->completed_at, g_date_time_unref);

  G_OBJECT_CLASS (heddle_fake_prediction_parent_class)->finalize (object);
}

static void
heddle_fake_prediction_class_init (HeddleFakePredictionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_fake_prediction_finalize;
}

static void
heddle_fake_prediction_init (HeddleFakePrediction *self)
{
  self->created_at = g_date_time_new_now_utc ();
}

/**
 * heddle_fake_prediction_new:
 * @number: a number that no other prediction of the server has
 * @model: the model, `owner/name`
 * @version: its version, `hidden` for official models
 * @input: what it is made of
 * @fault: (nullable): what the prompt orders for this request or a later one
 * @kind: what goes wrong with the job itself
 *
 * Returns: (transfer full): a prediction that waits
 */
HeddleFakePrediction *
heddle_fake_prediction_new (guint                  number,
                            const char            *model,
                            const char            *version,
                            JsonObject            *input,
                            const HeddleFakeFault *fault,
                            HeddleFakeFaultKind    kind)
{
  HeddleFakePrediction *self = g_object_new (HEDDLE_TYPE_FAKE_PREDICTION, NULL);

  self->id = g_strdup_printf ("fake%022u", number);
  self->model = g_strdup (model);
  self->version = g_strdup (version);
  self->input = json_object_ref (input);
  self->fault = fault != NULL ? heddle_fake_fault_copy (fault) : NULL;
  self->kind = kind;

  return self;
}

/**
 * heddle_fake_prediction_get_id:
 * @self: a prediction
 *
 * Returns: its id, of 26 characters
 */
const char *
heddle_fake_prediction_get_id (HeddleFakePrediction *self)
{
  return self->id;
}

/**
 * heddle_fake_prediction_get_created_at:
 * @self: a prediction
 *
 * Returns: (transfer none): when it was made
 */
GDateTime *
heddle_fake_prediction_get_created_at (HeddleFakePrediction *self)
{
  return self->created_at;
}

/**
 * heddle_fake_prediction_get_fault:
 * @self: a prediction
 *
 * Returns: (transfer none) (nullable): what its prompt orders
 */
const HeddleFakeFault *
heddle_fake_prediction_get_fault (HeddleFakePrediction *self)
{
  return self->fault;
}

/**
 * heddle_fake_prediction_get_status:
 * @self: a prediction
 *
 * Returns: its state
 */
HeddleFakePredictionStatus
heddle_fake_prediction_get_status (HeddleFakePrediction *self)
{
  return self->status;
}

/**
 * heddle_fake_prediction_is_over:
 * @self: a prediction
 *
 * Returns: whether it will not change any more
 */
gboolean
heddle_fake_prediction_is_over (HeddleFakePrediction *self)
{
  return self->status >= HEDDLE_FAKE_PREDICTION_SUCCEEDED;
}

/**
 * heddle_fake_prediction_start:
 * @self: a prediction that is not over
 *
 * Has it worked at.
 */
void
heddle_fake_prediction_start (HeddleFakePrediction *self)
{
  if (self->started_at == NULL)
    self->started_at = g_date_time_new_now_utc ();
  self->status = HEDDLE_FAKE_PREDICTION_PROCESSING;
}

/**
 * heddle_fake_prediction_finish:
 * @self: a prediction that is not over
 *
 * Ends it as its faults say: well, badly, or, if it never ends, not at all.
 */
void
heddle_fake_prediction_finish (HeddleFakePrediction *self)
{
  heddle_fake_prediction_start (self);
  if (self->kind == HEDDLE_FAKE_FAULT_NEVER)
    return;

  self->completed_at = g_date_time_new_now_utc ();
  if (self->kind == HEDDLE_FAKE_FAULT_FAILED || self->kind == HEDDLE_FAKE_FAULT_MODERATION ||
      self->kind == HEDDLE_FAKE_FAULT_REFUSAL)
    self->status = HEDDLE_FAKE_PREDICTION_FAILED;
  else
    self->status = HEDDLE_FAKE_PREDICTION_SUCCEEDED;
}

/**
 * heddle_fake_prediction_cancel:
 * @self: a prediction
 *
 * Cancels it, unless it is over.
 */
void
heddle_fake_prediction_cancel (HeddleFakePrediction *self)
{
  if (heddle_fake_prediction_is_over (self))
    return;

  self->completed_at = g_date_time_new_now_utc ();
  self->status = HEDDLE_FAKE_PREDICTION_CANCELED;
}

/**
 * heddle_fake_prediction_to_json:
 * @self: a prediction
 * @origin: where the API is
 * @files: the origin that results lie at
 *
 * Returns: (transfer full): the prediction as Replicate writes it
 */
JsonNode *
heddle_fake_prediction_to_json (HeddleFakePrediction *self,
                                const char           *origin,
                                const char           *files)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "id", self->id);
  add_string (builder, "model", self->model);
  add_string (builder, "version", self->version);
  json_builder_set_member_name (builder, "input");
  json_builder_add_value (builder, json_node_init_object (json_node_alloc (), self->input));
  add_string (builder, "logs", get_logs (self));
  add_output (self, builder, files);
  json_builder_set_member_name (builder, "data_removed");
  json_builder_add_boolean_value (builder, FALSE);
  add_string (builder, "error", get_error (self));
  add_string (builder, "source", "api");
  add_string (builder, "status", status_names[self->status]);
  add_time (builder, "created_at", self->created_at);
  add_time (builder, "started_at", self->started_at);
  add_time (builder, "completed_at", self->completed_at);
  add_urls (self, builder, origin);
  add_metrics (self, builder);
  json_builder_end_object (builder);

  return json_builder_get_root (builder);
}

/**
 * heddle_fake_prediction_dup_file:
 * @self: a prediction
 * @nth: which of its results
 * @at_least: how heavy a PNG should be at least
 *
 * Returns: (transfer full) (nullable): the picture; %NULL where there is none of that number
 */
GBytes *
heddle_fake_prediction_dup_file (HeddleFakePrediction *self,
                                 guint                 nth,
                                 gsize                 at_least)
{
  g_autofree char *subject = g_strdup_printf ("%s #%u", get_prompt (self), nth);
  guint width;
  guint height;

  if (self->status != HEDDLE_FAKE_PREDICTION_SUCCEEDED || nth >= get_n_outputs (self))
    return NULL;

  get_size (self, &width, &height);
  return heddle_fake_image_new (subject, width, height, get_format (self), FALSE, at_least);
}

/**
 * heddle_fake_prediction_get_mime:
 * @self: a prediction
 *
 * Returns: the content type of its results
 */
const char *
heddle_fake_prediction_get_mime (HeddleFakePrediction *self)
{
  if (g_str_equal (get_format (self), "png"))
    return "image/png";

  return g_str_equal (get_format (self), "jpg") ? "image/jpeg" : "image/webp";
}
