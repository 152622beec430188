using System.Text.Json;
using Emend.Core;
using Emend.Core.Rules;
using Emend.Server.Application;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What may be done with an order now, and what forbids the rest.</summary>
internal static class AvailableActionsWriter
{
    private static readonly JsonSchema Effect = JsonSchema.Object(Required("name", JsonSchema.Name()), Required("words", JsonSchema.Name())).Named("Effect");

    private static readonly JsonSchema Step = JsonSchema.Object(
        Required("step", JsonSchema.Name().WithDescription(
            "Of a line: remove, increase, decrease, article. Of a pick job: start, pick, pause, close, abort, reset. "
            + "Of a handover job: handOver, wait, revert, cancel. Of a parcel, its label: request, void.")),
        Optional("line", JsonSchema.Name()),
        Optional("pickJob", JsonSchema.Name()),
        Optional("handoverJob", JsonSchema.Name()),
        Optional("parcel", JsonSchema.Name()),
        Required("allowed", JsonSchema.Flag),
        Required("because", JsonSchema.List(ProblemSchemas.Refusal, ProblemSchemas.Max))).Named("ActionStep");

    public static readonly JsonSchema Whole = JsonSchema.Object(
        Required("order", JsonSchema.Name()),
        Required("revision", JsonSchema.Whole(least: 1)),
        Required("version", JsonSchema.Whole(least: 1)),
        Required("policy", JsonSchema.Name()),
        Required("policyVersion", JsonSchema.Whole(least: 1)),
        Required("actions", JsonSchema.List(
            JsonSchema.Object(
                Required("action", JsonSchema.Name()),
                Required("allowed", JsonSchema.Flag),
                Required("soft", JsonSchema.Flag.WithDescription("Whether only rows forbid it that can be passed.")),
                Required("because", JsonSchema.List(ProblemSchemas.Refusal, ProblemSchemas.Max)),
                Required("effects", JsonSchema.List(Effect, ProblemSchemas.Max)),
                Required("steps", JsonSchema.List(Step, 10_000))).Named("Action"),
            ProblemSchemas.Max))).Named("OrderActions");

    public static void Write(Utf8JsonWriter json, AvailableActions availableActions)
    {
        json.WriteString("order", availableActions.Order.Id.Value);
        json.WriteNumber("revision", availableActions.Order.Revision);
        json.WriteNumber("version", availableActions.Order.Version);
        json.WriteString("policy", availableActions.Policy.Name);
        json.WriteNumber("policyVersion", availableActions.Policy.Version);
        json.Objects("actions", availableActions.Actions, Action);
    }

    private static void Action(Utf8JsonWriter json, AvailableAction action)
    {
        json.WriteString("action", action.Action);
        json.WriteBoolean("allowed", action.Allowed);
        json.WriteBoolean("soft", action.IsOverridable);
        json.Objects("because", action.Violations, Because);
        json.Objects("effects", action.Effects, static (effect, brings) =>
        {
            effect.WriteString("name", brings.Name);
            effect.WriteString("words", brings.Description);
        });
        json.Objects("steps", action.Steps, StepOf);
    }

    private static void StepOf(Utf8JsonWriter json, AvailableActionStep availableActionStep)
    {
        json.WriteString("step", availableActionStep.Step);
        json.Text("line", availableActionStep.Line?.Value);
        json.Text("pickJob", availableActionStep.PickJob?.Value);
        json.Text("handoverJob", availableActionStep.HandoverJob?.Value);
        json.Text("parcel", availableActionStep.Parcel?.Value);
        json.WriteBoolean("allowed", availableActionStep.Allowed);
        json.Objects("because", availableActionStep.Violations, Because);
    }

    private static void Because(Utf8JsonWriter json, RuleViolation violation) => RuleViolationWriter.Write(json, violation, null);
}
