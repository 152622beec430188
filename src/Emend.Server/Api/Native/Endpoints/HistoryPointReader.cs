using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.History;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Revisions and moments of an order, as parameters.</summary>
internal static class HistoryPointReader
{
    /// <summary>The point named, by revision or by moment; null where none is.</summary>
    public static PointInHistory? Read(QueryStringReader query, string revision, string moment)
    {
        var (at, when) = (query.Text(revision), query.Text(moment));
        if (at is not null && when is not null) query.Add(moment, $"is there beside {revision}", "name one of the two");
        if (at is not null)
        {
            if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                return new PointInHistory.AtRevision(number);
            query.Add(revision, $"is {ValueFormatter.Short(at)}", "must be a revision: a whole number from 1");
        }
        else if (when is not null)
        {
            if (Rfc3339.TryRead(when, out var time)) return new PointInHistory.AtMoment(ToTheEnd(time));
            query.Add(moment, $"is {ValueFormatter.Short(when)}", "must be a date and time with its zone, such as 2027-05-04T13:00:00Z");
        }

        return null;
    }

    // Moments are told in milliseconds and kept in microseconds: whoever asks for one that was told means what was so at its end.
    private static DateTimeOffset ToTheEnd(DateTimeOffset told) =>
        told.Ticks % TimeSpan.TicksPerMillisecond == 0 ? told.AddMilliseconds(1).AddMicroseconds(-1) : told;

    /// <summary>The order at that point; null after it was told why there is none.</summary>
    public static async Task<Order?> Find(HttpContext context, OrderHistoryService history, TenantId tenant, Order now, PointInHistory pointInHistory)
    {
        var historicalOrder = await history.At(tenant, now, pointInHistory, context.RequestAborted);
        if (historicalOrder is HistoricalOrder.Found found) return found.Order;
        await ProblemResponses.Write(context, historicalOrder switch
        {
            HistoricalOrder.RevisionNotFound none => new ProblemDetailsWriter("no-such-revision", "The order has no such revision.", 404)
            {
                Detail = $"Its revisions go from 1 to {none.Last}.",
                Current = none.Last,
            },
            HistoricalOrder.BeforeCreation early => new ProblemDetailsWriter("before-it-existed", "The order did not exist yet.", 404)
            {
                Detail = $"It was placed at {Rfc3339.Write(early.Placed)}; ask for that moment or a later one.",
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        });
        return null;
    }
}
