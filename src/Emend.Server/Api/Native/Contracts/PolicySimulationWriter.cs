using System.Text.Json;
using Emend.Server.Application;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>What a policy would have said to modifications of before.</summary>
internal static class PolicySimulationWriter
{
    private const string Refused = "refused";
    private const string Priced = "priced";
    private const string Freed = "freed";

    private static readonly JsonSchema Count = JsonSchema.Whole(0, PolicySchemas.MaxTried);

    public static readonly JsonSchema Whole = JsonSchema.Object(
        Required("tried", Count.WithDescription("How many modifications were tried: the newest, or all there are. All of them were accepted once.")),
        Required("refused", Count.WithDescription("How many it would have refused.")),
        Required("priced", Count.WithDescription("How many it would have let pass only for a permission or a penalty.")),
        Required("freed", Count.WithDescription("How many it would have let pass for less than they passed for.")),
        Required("differing", JsonSchema.List(
            JsonSchema.Object(
                Required("order", JsonSchema.Name()),
                Required("revision", NativeCommonSchemas.Revision),
                Required("at", JsonSchema.Moment),
                Required("actor", JsonSchema.Object(Required("id", JsonSchema.Text()), Required("name", JsonSchema.Text()))),
                Required("face", JsonSchema.Text()),
                Required("policy", JsonSchema.Text().WithDescription("The policy that decided then.")),
                Required("policyVersion", NativeCommonSchemas.Revision),
                Required("verdict", JsonSchema.Choice(Refused, Priced, Freed)),
                Required("because", JsonSchema.List(ProblemSchemas.Refusal, ProblemSchemas.Max).WithDescription("The rows that would not have held.")),
                Required("freed", JsonSchema.List(JsonSchema.Name(), ProblemSchemas.Max).WithDescription("The soft rows it passed then and would not have had to.")),
                Required("assumed", JsonSchema.Flag.WithDescription(
                    "Whether today's settings and every permission were taken, since those of then are not kept.")))
                .Named("TriedModification"),
            PolicySchemas.MaxTried).WithDescription("Those it would have seen otherwise, newest first."))).Named("PolicyTrial");

    public static void Write(Utf8JsonWriter json, PolicySimulation trial)
    {
        json.WriteNumber("tried", trial.Evaluated);
        json.WriteNumber("refused", trial.Refused);
        json.WriteNumber("priced", trial.Penalized);
        json.WriteNumber("freed", trial.Relaxed);
        json.Objects("differing", trial.Differing, Tried);
    }

    private static void Tried(Utf8JsonWriter json, SimulatedModification tried)
    {
        json.WriteString("order", tried.Order.Value);
        json.WriteNumber("revision", tried.Entry.Revision);
        json.Moment("at", tried.Entry.At);
        var provenance = tried.Entry.Provenance;
        json.Object("actor", provenance, static (actor, who) =>
        {
            actor.WriteString("id", who.Actor.Value);
            actor.WriteString("name", who.ActorName);
        });
        json.WriteString("face", provenance.Face);
        json.WriteString("policy", provenance.Policy);
        json.WriteNumber("policyVersion", provenance.PolicyVersion);
        json.WriteString("verdict", tried.Because.IsEmpty ? Freed : tried.Because.All(r => r.Soft is not null) ? Priced : Refused);
        json.Objects("because", tried.Because, static (row, violation) => RuleViolationWriter.Write(row, violation, null));
        json.Texts("freed", tried.Freed);
        json.WriteBoolean("assumed", tried.Assumed);
    }
}
