using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Api.Fulfillmenttools.Mapping;
using Emend.Server.Application;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Looks up what entries of a history log name: facilities and reasons, and whether people may be named.</summary>
internal sealed class HistoryLogLookups(IFacilityStore facilities, IReasonStore reasons, ISettingStore settings)
{
    public async Task<HistoryLogContext> Of(TenantId tenant, ImmutableArray<HistoryLogEntry> entries, CancellationToken ct)
    {
        var names = new Dictionary<FacilityId, string>();
        foreach (var id in entries.Select(e => e.Facility).OfType<FacilityId>().Distinct())
            if (await facilities.Find(tenant, id, ct) is { } storedFacility && JsonElement.Parse(storedFacility.Doc.Raw).Text("name") is { } name)
                names[id] = name;
        return new(
            !GdprConfigurationMapper.Anonymizes(await settings.Read(tenant, ISettingStore.Gdpr, ct)),
            names,
            [.. await reasons.All(tenant, IReasonStore.Cancelation, ct), .. await reasons.All(tenant, IReasonStore.Reroute, ct)]);
    }
}
