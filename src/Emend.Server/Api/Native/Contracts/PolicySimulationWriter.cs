using System.Text.Json;
using Emend.Server.Api.Native.Views;
using Emend.Server.Application.Policies;
using Emend.Server.Http;
using static Emend.Server.Http.PropertySchema;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>Schema and writer of policy simulations.</summary>
internal static class PolicySimulationWriter
{
    private const string Rejected = "rejected";
    private const string Penalized = "penalized";
    private const string Relaxed = "relaxed";

    private static readonly JsonSchema Count = JsonSchema.Integer(0, PolicySchemas.MaxSampleSize);

    public static readonly JsonSchema Schema = JsonSchema.Object(
        Required("evaluated", Count.WithDescription(
            "The number of evaluated modifications: the newest ones, or all. All of them were accepted at the time.")),
        Required("rejected", Count.WithDescription("Modifications that the policy would have rejected.")),
        Required("penalized", Count.WithDescription("Modifications that would have needed a permission or an accepted penalty.")),
        Required("relaxed", Count.WithDescription("Modifications that would have needed fewer overrides.")),
        Required("differences", JsonSchema.List(
            JsonSchema.Object(
                Required("order", JsonSchema.NonBlankText()),
                Required("revision", NativeCommonSchemas.Revision),
                Required("occurredAt", JsonSchema.Timestamp),
                Required("actor", JsonSchema.Object(Required("id", JsonSchema.Text()), Required("name", JsonSchema.Text()))),
                Required("api", JsonSchema.Text()),
                Required("policy", JsonSchema.Text().WithDescription("The policy that decided at the time.")),
                Required("policyVersion", NativeCommonSchemas.Revision),
                Required("verdict", JsonSchema.Choice(Rejected, Penalized, Relaxed)),
                Required("violations", JsonSchema.List(NativeViews.Schema<RuleViolationView>(), ProblemSchemas.MaxItems).WithDescription(
                    "The rules that the modification would have violated.")),
                Required("unneededOverrides", JsonSchema.List(JsonSchema.NonBlankText(), ProblemSchemas.MaxItems).WithDescription(
                    "The ids of the rules that were overridden at the time and need no override in the simulated policy.")),
                Required("usedCurrentSettings", JsonSchema.Boolean.WithDescription(
                    "True if the modification has no decision record. The simulation then uses the current settings and all permissions.")))
                .Named("SimulatedModification"),
            PolicySchemas.MaxSampleSize).WithDescription(
                "The modifications with a different decision, newest first."))).Named("PolicySimulation");

    public static void Write(Utf8JsonWriter json, PolicySimulation simulation)
    {
        json.WriteNumber("evaluated", simulation.Evaluated);
        json.WriteNumber("rejected", simulation.Rejected);
        json.WriteNumber("penalized", simulation.Penalized);
        json.WriteNumber("relaxed", simulation.Relaxed);
        json.WriteObjects("differences", simulation.Differing, WriteModification);
    }

    private static void WriteModification(Utf8JsonWriter json, SimulatedModification modification)
    {
        json.WriteString("order", modification.Order.Value);
        json.WriteNumber("revision", modification.Entry.Revision);
        json.WriteTimestamp("occurredAt", modification.Entry.At);
        var provenance = modification.Entry.Provenance;
        json.WriteObject("actor", provenance, static (actor, source) =>
        {
            actor.WriteString("id", source.Actor.Value);
            actor.WriteString("name", source.ActorName);
        });
        json.WriteString("api", provenance.Api);
        json.WriteString("policy", provenance.Policy);
        json.WriteNumber("policyVersion", provenance.PolicyVersion);
        var violations = modification.Violations;
        json.WriteString("verdict", violations.IsEmpty ? Relaxed : violations.All(r => r.Override is not null) ? Penalized : Rejected);
        json.WriteViews("violations", modification.Violations.Select(violation => new RuleViolationView(violation)));
        json.WriteTexts("unneededOverrides", modification.UnneededOverrides);
        json.WriteBoolean("usedCurrentSettings", modification.IsAssumed);
    }
}
