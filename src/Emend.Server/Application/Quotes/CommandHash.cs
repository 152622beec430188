using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Commands;
using Emend.Core.Orders;

namespace Emend.Server.Application.Quotes;

/// <summary>A 128-bit hash of a command, for comparing a request with its preview. Ignores comment, version and revision.</summary>
internal static class CommandHash
{
    private const int Bytes = 16;

    /// <summary>Null for commands without quotes.</summary>
    public static string? Compute(OrderCommand command) => command switch
    {
        OrderCommand.Modify m => Hash(
            ["modify", $"{m.IfUnroutable}", .. Accepted(command), .. m.Changes.SelectMany(c => (object[])[c.GetType().Name, Content(c)])]),
        OrderCommand.Undo u => Hash(["undo", u.Modification.Revision, $"{u.IfUnroutable}", u.AllOrNothing, .. Accepted(command)]),
        OrderCommand.ChangeFulfillment p =>
            Hash(["process", $"{p.IfUnroutable}", p.Action.GetType().Name, Content(p.Action), .. Accepted(command)]),
        OrderCommand.RerouteUnroutable { IsUserRequested: true } => Hash(["reroute-unroutable", .. Accepted(command)]),
        _ => null,
    };

    // Only the id of a cancellation reason counts, because its text can change.
    private static object Content(FulfillmentAction action) => action switch
    {
        FulfillmentAction.Cancel cancel => cancel.Reason?.Id ?? "",
        FulfillmentAction.ForceCancel cancel => cancel.Reason?.Id ?? "",
        _ => action,
    };

    private static IEnumerable<object> Accepted(OrderCommand command) => command.AcceptedPenalties.Order(StringComparer.Ordinal);

    // Only the given members of a consumer count.
    private static object Content(Change change) => change is ChangeArticleLines lines
        ? new object[] { lines.Article, lines.Content.GetType().Name, Content(lines.Content) }
        : change is SetDelivery d
        ? new object?[]
        {
            d.Method.IsSpecified ? new object?[] { d.Method.Value.Kind, d.Method.Value.CollectAt?.Value } : null,
            d.SameDay.IsSpecified ? d.SameDay.Value : null, d.Carriers.IsSpecified ? d.Carriers.Value.ToArray() : null,
        }
        : change is not SetConsumer c
        ? change
        : new object?[]
        {
            Compute(c.ConsumerId), Compute(c.Email), Compute(c.FacilityRef), Compute(c.TenantFacilityId),
            c.Addresses.IsSpecified ? c.Addresses.Value.ToArray() : null, c.Attributes.IsSpecified ? c.Attributes.Value : null,
            c.AddressChanges.Select(Content).ToArray(),
        };

    private static object?[] Content(AddressChange c) =>
    [
        c.Kind, c.Position, c.Texts, c.AdditionalData, c.Location.IsSpecified ? new object?[] { c.Location.Value } : null,
    ];

    private static string?[]? Compute(Optional<string?> given) => given.IsSpecified ? [given.Value] : null;

    private static string Hash(object[] content) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(content)).AsSpan(0, Bytes));
}
