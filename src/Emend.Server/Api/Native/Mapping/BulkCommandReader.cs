using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>What can be done with many orders: what can be done with one, in the very same words.</summary>
/// <param name="Name">As the job names it.</param>
/// <param name="Permission">What whoever asks for the job must have; each order asks for the rest.</param>
/// <param name="Body">The body of the endpoint for one order.</param>
internal sealed record BulkCommandKind(string Name, string Permission, JsonSchema Body);

/// <summary>Reads what a job asks for: when it is made, and again by whichever node works on it.</summary>
internal sealed class BulkCommandReader : IBulkCommandReader
{
    public const string Modify = "modify";

    private static readonly string[] OfOneOrder = ["baseRevision", "token", "tolerance"];

    public static readonly ImmutableArray<BulkCommandKind> Kinds =
    [
        new(Modify, Permissions.OrderWrite, ModificationSchemas.Modification),
        .. FulfillmentActionDefinitions.All.Where(a => !a.OfOneOrder).Select(a => new BulkCommandKind(a.Name, a.Permission, a.Body)),
    ];

    public BulkCommand Read(BulkJobDefinition definition)
    {
        var (kind, body) = Part(JsonElement.Parse(definition.Command.Raw));
        return new(revision => Command(kind, body, definition.Reason, revision), body.Text("policy"))
        {
            Own = definition.Face == NativeApi.Name ? null : BuiltInPolicies.Of(definition.Face),
        };
    }

    /// <summary>The one thing that is asked.</summary>
    public static (BulkCommandKind Kind, JsonElement Body) Part(JsonElement asked)
    {
        var part = asked.EnumerateObject().Single();
        return (Kinds.First(k => k.Name == part.Name), part.Value);
    }

    /// <summary>What is wrong with it beside its shape.</summary>
    public static ImmutableArray<ValidationError> Problems(JsonElement asked)
    {
        var parts = asked.EnumerateObject().Select(p => p.Name).ToList();
        if (parts.Count > 1) return [new("do", $"has {string.Join(", ", parts)}", "must be one of them; make a job for each")];
        var (kind, body) = Part(asked);
        var path = $"do.{kind.Name}";
        return
        [
            .. OfOneOrder.Where(name => body.Has(name)).Select(name => new ValidationError(
                $"{path}.{name}", "is of one order", "leave it out; name the revision of each order beside its id")),
            .. kind.Name is Modify
                ? ChangeMapper.Contradictions(body).Select(p => p with { Path = $"{path}.{p.Path}" })
                : [],
        ];
    }

    private static OrderCommand Command(BulkCommandKind kind, JsonElement body, CancellationReason? reason, long? revision)
    {
        var choice = body.Text("ifUnroutable") == "accept" ? UnroutableBehavior.Accept : UnroutableBehavior.Refuse;
        if (kind.Name is not Modify)
            return FulfillmentActionDefinitions.Command(FulfillmentActionDefinitions.All.First(a => a.Name == kind.Name), body, reason, revision, choice);
        return new OrderCommand.Modify(ChangeMapper.Of(body), null, body.Text("comment"), choice)
        {
            Revision = revision,
            Rebase = body.Flag("rebase") ?? false,
            AcceptedPenalties = [.. body.Entries("accept").Select(r => r.GetString()!)],
            Reason = body.Text("reason"),
        };
    }
}
