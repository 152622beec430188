using System.Collections.Immutable;
using Emend.Core.Orders;

namespace Emend.Server.Application;

/// <summary>A reason that a tenant offers its people to choose from.</summary>
/// <param name="Id">Made by Emend.</param>
/// <param name="Text">What it says.</param>
/// <param name="Localized">The same by locale: a JSON object.</param>
/// <param name="Version">Counts every change of it.</param>
internal sealed record StoredReason(
    string Id, string Text, JsonText Localized, long Version, DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt);

/// <summary>The short lists of reasons of a tenant.</summary>
internal interface IReasonStore
{
    /// <summary>Why orders are cancelled.</summary>
    const string Cancelation = "cancelationreasons";

    /// <summary>Why orders are routed again.</summary>
    const string Reroute = "reroutedescriptions";

    /// <summary>How many a list holds.</summary>
    const int Max = 200;

    /// <summary>All of a list, by id.</summary>
    Task<ImmutableArray<StoredReason>> All(TenantId tenant, string list, CancellationToken ct);

    /// <summary>
    /// Changes a list as it is at that moment; called again where somebody was faster. Null leaves it as it is.
    /// </summary>
    Task Change(
        TenantId tenant, string list, Func<ImmutableArray<StoredReason>, ImmutableArray<StoredReason>?> change, CancellationToken ct);
}
