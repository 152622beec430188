using System.Text.Json;
using Emend.Core;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Http;
using static Emend.Server.Http.Member;

namespace Emend.Server.Faces.Native.Wire;

/// <summary>What may be done with an order now, and what forbids the rest.</summary>
internal static class ActionsBody
{
    private static readonly Shape Effect = Shape.Object(Must("name", Shape.Name()), Must("words", Shape.Name())).Named("Effect");

    private static readonly Shape Step = Shape.Object(
        Must("step", Shape.Name().Says(
            "Of a line: remove, increase, decrease, article. Of a pick job: start, pick, pause, close, abort, reset. "
            + "Of a handover job: handOver, wait, revert, cancel. Of a parcel, its label: request, void.")),
        May("line", Shape.Name()),
        May("pickJob", Shape.Name()),
        May("handoverJob", Shape.Name()),
        May("parcel", Shape.Name()),
        Must("allowed", Shape.Flag),
        Must("because", Shape.List(ProblemShapes.Refusal, ProblemShapes.Most))).Named("ActionStep");

    public static readonly Shape Whole = Shape.Object(
        Must("order", Shape.Name()),
        Must("revision", Shape.Whole(least: 1)),
        Must("version", Shape.Whole(least: 1)),
        Must("policy", Shape.Name()),
        Must("policyVersion", Shape.Whole(least: 1)),
        Must("actions", Shape.List(
            Shape.Object(
                Must("action", Shape.Name()),
                Must("allowed", Shape.Flag),
                Must("soft", Shape.Flag.Says("Whether only rows forbid it that can be passed.")),
                Must("because", Shape.List(ProblemShapes.Refusal, ProblemShapes.Most)),
                Must("effects", Shape.List(Effect, ProblemShapes.Most)),
                Must("steps", Shape.List(Step, 10_000))).Named("Action"),
            ProblemShapes.Most))).Named("OrderActions");

    public static void Write(Utf8JsonWriter json, OrderActions asked)
    {
        json.WriteString("order", asked.Order.Id.Value);
        json.WriteNumber("revision", asked.Order.Revision);
        json.WriteNumber("version", asked.Order.Version);
        json.WriteString("policy", asked.Policy.Name);
        json.WriteNumber("policyVersion", asked.Policy.Version);
        json.Objects("actions", asked.Actions, Action);
    }

    private static void Action(Utf8JsonWriter json, ActionAnswer answer)
    {
        json.WriteString("action", answer.Action);
        json.WriteBoolean("allowed", answer.Allowed);
        json.WriteBoolean("soft", answer.Soft);
        json.Objects("because", answer.Because, Because);
        json.Objects("effects", answer.Effects, static (effect, brings) =>
        {
            effect.WriteString("name", brings.Name);
            effect.WriteString("words", brings.Words);
        });
        json.Objects("steps", answer.Steps, StepOf);
    }

    private static void StepOf(Utf8JsonWriter json, StepAnswer answer)
    {
        json.WriteString("step", answer.Step);
        json.Text("line", answer.Line?.Value);
        json.Text("pickJob", answer.PickJob?.Value);
        json.Text("handoverJob", answer.HandoverJob?.Value);
        json.Text("parcel", answer.Parcel?.Value);
        json.WriteBoolean("allowed", answer.Allowed);
        json.Objects("because", answer.Because, Because);
    }

    private static void Because(Utf8JsonWriter json, Refusal refusal) => RefusalBody.Write(json, refusal, null);
}
