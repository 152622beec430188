using System.Text.Json;
using Emend.Core;
using Emend.Core.Rules;
using Emend.Server.Application.Orders;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Writes the available actions of an order with the rule violations that block the others.</summary>
internal static class AvailableActionsWriter
{
    private static readonly JsonSchema EffectSchema = JsonSchema.Object(
        Required("name", JsonSchema.NonBlankText()), Required("description", JsonSchema.NonBlankText())).Named("ActionEffect");

    private static readonly JsonSchema StepSchema = JsonSchema.Object(
        Required("step", JsonSchema.NonBlankText().WithDescription(
            "For a line: remove, increase, decrease, article. For a pick job: start, pick, split, merge, pause, close, abort, reset, "
            + "restart, cancel, reroute, and create for the handover job of refused goods. "
            + "For a handover job: handOver, wait, revert, cancel. For a parcel: request, void, track, split.")),
        Optional("line", JsonSchema.NonBlankText()),
        Optional("pickJob", JsonSchema.NonBlankText()),
        Optional("handoverJob", JsonSchema.NonBlankText()),
        Optional("parcel", JsonSchema.NonBlankText()),
        Required("allowed", JsonSchema.Boolean),
        Required("violations", JsonSchema.List(ProblemSchemas.RuleViolation, ProblemSchemas.MaxItems))).Named("AvailableActionStep");

    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("order", JsonSchema.NonBlankText()),
        Required("revision", JsonSchema.Integer(min: 1)),
        Required("version", JsonSchema.Integer(min: 1)),
        Required("policy", JsonSchema.NonBlankText()),
        Required("policyVersion", JsonSchema.Integer(min: 1)),
        Required("actions", JsonSchema.List(
            JsonSchema.Object(
                Required("action", JsonSchema.NonBlankText()),
                Required("allowed", JsonSchema.Boolean),
                Required("overridable", JsonSchema.Boolean.WithDescription("True if the caller can override every violated rule.")),
                Required("violations", JsonSchema.List(ProblemSchemas.RuleViolation, ProblemSchemas.MaxItems)),
                Required("effects", JsonSchema.List(EffectSchema, ProblemSchemas.MaxItems)),
                Required("steps", JsonSchema.List(StepSchema, 10_000))).Named("AvailableAction"),
            ProblemSchemas.MaxItems))).Named("AvailableActions");

    public static void Write(Utf8JsonWriter json, AvailableActions availableActions)
    {
        json.WriteString("order", availableActions.Order.Id.Value);
        json.WriteNumber("revision", availableActions.Order.Revision);
        json.WriteNumber("version", availableActions.Order.Version);
        json.WriteString("policy", availableActions.Policy.Name);
        json.WriteNumber("policyVersion", availableActions.Policy.Version);
        json.WriteObjects("actions", availableActions.Actions, WriteAction);
    }

    private static void WriteAction(Utf8JsonWriter json, AvailableAction action)
    {
        json.WriteString("action", action.Action);
        json.WriteBoolean("allowed", action.IsAllowed);
        json.WriteBoolean("overridable", action.IsOverridable);
        json.WriteObjects("violations", action.Violations, WriteViolation);
        json.WriteObjects("effects", action.Effects, static (effect, value) =>
        {
            effect.WriteString("name", value.Name);
            effect.WriteString("description", value.Description);
        });
        json.WriteObjects("steps", action.Steps, WriteStep);
    }

    private static void WriteStep(Utf8JsonWriter json, AvailableActionStep step)
    {
        json.WriteString("step", step.Step);
        json.WriteText("line", step.Line?.Value);
        json.WriteText("pickJob", step.PickJob?.Value);
        json.WriteText("handoverJob", step.HandoverJob?.Value);
        json.WriteText("parcel", step.Parcel?.Value);
        json.WriteBoolean("allowed", step.IsAllowed);
        json.WriteObjects("violations", step.Violations, WriteViolation);
    }

    private static void WriteViolation(Utf8JsonWriter json, RuleViolation violation) => RuleViolationWriter.Write(json, violation, null);
}
