using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Catalog;
using Emend.Server.Common;
using Emend.Server.Configuration;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Loads the facility names, reasons, and privacy setting that history log entries need.</summary>
internal sealed class HistoryLogLookups(IFacilityStore facilities, ReasonService reasons, SettingService settings)
{
    public async Task<HistoryLogContext> LoadContext(TenantId tenant, ImmutableArray<HistoryLogEntry> entries, CancellationToken ct)
    {
        var names = new Dictionary<FacilityId, string>();
        foreach (var id in entries.Select(e => e.Facility).OfType<FacilityId>().Distinct())
        {
            if (await facilities.Find(tenant, id, ct) is { } facility && JsonElement.Parse(facility.Doc.Raw).ReadText("name") is { } name)
            {
                names[id] = name;
            }
        }

        return new(
            !(await settings.ReadGdpr(tenant, ct)).Value.ActorAnonymization,
            names,
            [.. await reasons.List(tenant, IReasonStore.Cancellation, ct), .. await reasons.List(tenant, IReasonStore.Reroute, ct)]);
    }
}
