using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Server.Desk;
using Emend.Server.Faces.Fulfillmenttools.Mapping;
using Emend.Server.Faces.Fulfillmenttools.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Fulfillmenttools.Endpoints;

/// <summary>Looks up what entries of a history log name: facilities and reasons, and whether people may be named.</summary>
internal sealed class LogSurroundings(IFacilityStore facilities, IReasonStore reasons, ISettingStore settings)
{
    public async Task<LogContext> Of(TenantId tenant, ImmutableArray<LogEntry> entries, CancellationToken ct)
    {
        var names = new Dictionary<FacilityId, string>();
        foreach (var id in entries.Select(e => e.Facility).OfType<FacilityId>().Distinct())
            if (await facilities.Find(tenant, id, ct) is { } found && JsonElement.Parse(found.Doc.Raw).Text("name") is { } name)
                names[id] = name;
        return new(
            !Gdpr.Anonymizes(await settings.Read(tenant, ISettingStore.Gdpr, ct)),
            names,
            [.. await reasons.All(tenant, IReasonStore.Cancelation, ct), .. await reasons.All(tenant, IReasonStore.Reroute, ct)]);
    }
}
