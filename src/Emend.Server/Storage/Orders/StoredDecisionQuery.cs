using Emend.Core;
using Emend.Core.Orders;
using Emend.Server.Application.Orders;

namespace Emend.Server.Storage.Orders;

/// <summary>Reads a written decision from the journal, so that a repeated request gets the first response.</summary>
internal static class StoredDecisionQuery
{
    public static Task<StoredDecision?> ReadDecision(
        this Database database, TenantId tenant, OrderId order, long revision, CancellationToken ct) => database.Read(
        [
            .. JournalReplay.CreateQueries(tenant, order, revision - 1, revision),
            Statement.From(
                "SELECT doc FROM order_ended_entities WHERE tenant_id = $1 AND order_id = $2 AND revision = $3",
                tenant.Value, order.Value, revision),
            Statement.From(
                "SELECT doc FROM personal_data WHERE tenant_id = $1 AND order_id = $2 AND kind = $3 AND revision = $4",
                tenant.Value, order.Value, PersonalDataKind.UnrestoredFields, revision),
        ],
        async (rows, token) =>
        {
            var steps = await JournalReplay.Read(rows, token);
            await rows.Next(token);
            var ended = await rows.List(row => OrderSerializer.Read<EndedEntitiesDocument>(row.Bytes(0)), token);
            await rows.Next(token);
            var unrestored = await rows.List(row => UnrestoredFieldSerializer.Read(row.Bytes(0)), token);
            if (steps is not [.., { } last] || last.Revision != revision)
            {
                return null;
            }

            var entry = last.ToEntry();
            var effects = new DecisionEffects([], ended is [var document] ? document.ToEndedEntities() : EndedEntities.None, null);
            return new StoredDecision(
                entry.Before,
                new Decision.Accepted(entry.After, entry.Events, effects)
                {
                    Overrides = entry.DecisionRecord?.Overrides ?? [],
                    UnrestoredFields = unrestored is [var fields] ? fields : [],
                },
                entry.Provenance);
        },
        ct);
}
