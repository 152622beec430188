using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Commands;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Mapping;

/// <summary>An action of a bulk job. It has the name and the body of the endpoint for one order.</summary>
/// <param name="Name">The name of the member in <c>action</c>.</param>
/// <param name="Permission">The permission to create the job. Rules check further permissions for each order.</param>
/// <param name="Body">The request schema of the endpoint for one order.</param>
internal sealed record BulkCommandKind(string Name, string Permission, JsonSchema Body);

/// <summary>Reads the action of a bulk job.</summary>
internal static class BulkCommandReader
{
    public const string Modify = "modify";

    private static readonly string[] SingleOrderMembers = ["baseRevision", "quoteToken", "tolerance"];

    public static readonly ImmutableArray<BulkCommandKind> Kinds =
    [
        new(Modify, Permissions.OrderWrite, ModificationSchemas.Modification),
        .. FulfillmentActionDefinitions.All.Where(a => !a.IsSingleOrder).Select(a => new BulkCommandKind(a.Name, a.Permission, a.Body)),
    ];

    /// <summary>Reads a valid action. <paramref name="reason"/> is the cancellation reason that the body names.</summary>
    public static BulkCommand Read(JsonElement action, CancellationReason? reason)
    {
        var (kind, body) = GetAction(action);
        return new(CreateCommand(kind, body, reason), body.ReadText("policy"), CanonicalJson.From(action));
    }

    /// <summary>Returns the action and its body. The JSON object has exactly one member.</summary>
    public static (BulkCommandKind Kind, JsonElement Body) GetAction(JsonElement action)
    {
        var member = action.EnumerateObject().Single();
        return (Kinds.First(k => k.Name == member.Name), member.Value);
    }

    /// <summary>Validates everything that the schema cannot express.</summary>
    public static ImmutableArray<ValidationError> Validate(JsonElement action)
    {
        var members = action.EnumerateObject().Select(p => p.Name).ToList();
        if (members.Count > 1)
        {
            return [new("action", $"has the members {string.Join(", ", members)}", "must have one of them; create a job for each action")];
        }

        var (kind, body) = GetAction(action);
        var path = $"action.{kind.Name}";
        return
        [
            .. SingleOrderMembers.Where(name => body.HasMember(name)).Select(name => new ValidationError(
                $"{path}.{name}", "applies to a single order", "omit it; send the expected revision of each order in orders")),
            .. kind.Name is Modify
                ? ChangeMapper.FindContradictions(body).Select(p => p with { Path = $"{path}.{p.Path}" })
                : [],
        ];
    }

    private static OrderCommand CreateCommand(BulkCommandKind kind, JsonElement body, CancellationReason? reason)
    {
        var behavior = body.ReadText("ifUnroutable") == "accept" ? UnroutableBehavior.Accept : UnroutableBehavior.Reject;
        if (kind.Name is not Modify)
        {
            return FulfillmentActionDefinitions.CreateCommand(
                FulfillmentActionDefinitions.All.First(a => a.Name == kind.Name), body, reason, revision: null, behavior);
        }

        return new OrderCommand.Modify(ChangeMapper.ReadChanges(body), null, body.ReadText("comment"), behavior)
        {
            Rebase = body.ReadBoolean("rebase") ?? false,
            AcceptedPenalties = [.. body.ReadEntries("acceptPenalties").Select(r => r.GetString()!)],
            Reason = body.ReadText("reason"),
        };
    }
}
