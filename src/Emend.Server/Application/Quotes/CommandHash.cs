using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Emend.Core.Changes;
using Emend.Core.Orders;

namespace Emend.Server.Application.Quotes;

/// <summary>What a request asks for, in 128 bits: two that ask for the same have the same. Neither reason nor version count.</summary>
internal static class CommandHash
{
    private const int Bytes = 16;

    /// <summary>Null where nothing is promised for such a request.</summary>
    public static string? Of(OrderCommand command) => command switch
    {
        OrderCommand.Modify m => Hash(
            ["modify", $"{m.IfUnroutable}", .. Accepted(command), .. m.Changes.SelectMany(c => (object[])[c.GetType().Name, Said(c)])]),
        OrderCommand.Undo u => Hash(["undo", u.Of.Revision, $"{u.IfUnroutable}", u.AllOrNothing, .. Accepted(command)]),
        OrderCommand.ChangeFulfillment p => Hash(["process", $"{p.IfUnroutable}", p.Step.GetType().Name, Said(p.Step), .. Accepted(command)]),
        OrderCommand.RerouteUnroutable { IsUserRequested: true } => Hash(["reroute-unroutable", .. Accepted(command)]),
        _ => null,
    };

    // Of a reason of cancelation the id counts: its words may be edited meanwhile.
    private static object Said(FulfillmentAction action) => action switch
    {
        FulfillmentAction.Cancel cancel => cancel.Reason?.Id ?? "",
        FulfillmentAction.ForceCancel cancel => cancel.Reason?.Id ?? "",
        _ => action,
    };

    private static IEnumerable<object> Accepted(OrderCommand command) => command.AcceptedPenalties.Order(StringComparer.Ordinal);

    // Of a consumer only what is given counts.
    private static object Said(Change change) => change is not SetConsumer c
        ? change
        : new object?[]
        {
            Of(c.ConsumerId), Of(c.Email), Of(c.FacilityRef), Of(c.TenantFacilityId),
            c.Addresses.IsGiven ? c.Addresses.Value.ToArray() : null, c.Attributes.IsGiven ? c.Attributes.Value : null,
        };

    private static string?[]? Of(Optional<string?> given) => given.IsGiven ? [given.Value] : null;

    private static string Hash(object[] said) =>
        Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(said)).AsSpan(0, Bytes));
}
