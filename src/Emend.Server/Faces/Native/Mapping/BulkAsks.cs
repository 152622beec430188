using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk.Bulk;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Mapping;

/// <summary>What can be done with many orders: what can be done with one, in the very same words.</summary>
/// <param name="Name">As the job names it.</param>
/// <param name="Permission">What whoever asks for the job must have; each order asks for the rest.</param>
/// <param name="Body">The body of the endpoint for one order.</param>
internal sealed record BulkKind(string Name, string Permission, Shape Body);

/// <summary>Reads what a job asks for: when it is made, and again by whichever node works on it.</summary>
internal sealed class BulkAsks : IBulkWords
{
    public const string Modify = "modify";

    private static readonly string[] OfOneOrder = ["baseRevision", "token", "tolerance"];

    public static readonly ImmutableArray<BulkKind> Kinds =
    [
        new(Modify, Permissions.OrderWrite, ChangeShapes.Modification),
        .. ProcessActions.All.Where(a => !a.OfOneOrder).Select(a => new BulkKind(a.Name, a.Permission, a.Body)),
    ];

    public BulkCommand Read(BulkAsked asked)
    {
        var (kind, body) = Part(JsonElement.Parse(asked.What.Raw));
        return new(revision => Command(kind, body, asked.Reason, revision), body.Text("policy"))
        {
            Own = asked.Face == Face.Name ? null : Policies.Of(asked.Face),
        };
    }

    /// <summary>The one thing that is asked.</summary>
    public static (BulkKind Kind, JsonElement Body) Part(JsonElement asked)
    {
        var part = asked.EnumerateObject().Single();
        return (Kinds.First(k => k.Name == part.Name), part.Value);
    }

    /// <summary>What is wrong with it beside its shape.</summary>
    public static ImmutableArray<Problem> Problems(JsonElement asked)
    {
        var parts = asked.EnumerateObject().Select(p => p.Name).ToList();
        if (parts.Count > 1) return [new("do", $"has {string.Join(", ", parts)}", "must be one of them; make a job for each")];
        var (kind, body) = Part(asked);
        var path = $"do.{kind.Name}";
        return
        [
            .. OfOneOrder.Where(name => body.Has(name)).Select(name => new Problem(
                $"{path}.{name}", "is of one order", "leave it out; name the revision of each order beside its id")),
            .. kind.Name is Modify
                ? Changes.Contradictions(body).Select(p => p with { Path = $"{path}.{p.Path}" })
                : [],
        ];
    }

    private static OrderCommand Command(BulkKind kind, JsonElement body, CancelationReason? reason, long? revision)
    {
        var choice = body.Text("ifUnroutable") == "accept" ? IfUnroutable.Accept : IfUnroutable.Refuse;
        if (kind.Name is not Modify)
            return ProcessActions.Command(ProcessActions.All.First(a => a.Name == kind.Name), body, reason, revision, choice);
        return new OrderCommand.Modify(Changes.Of(body), null, body.Text("comment"), choice)
        {
            Revision = revision,
            Rebase = body.Flag("rebase") ?? false,
            Accept = [.. body.Entries("accept").Select(r => r.GetString()!)],
            Reason = body.Text("reason"),
        };
    }
}
