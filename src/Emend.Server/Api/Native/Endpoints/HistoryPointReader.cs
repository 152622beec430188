using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.History;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Reads query parameters that select a past state of an order by revision or by time.</summary>
internal static class HistoryPointReader
{
    /// <summary>Reads the point in history; null if neither parameter is present.</summary>
    public static PointInHistory? Read(QueryStringReader query, string revision, string moment)
    {
        var (at, when) = (query.ReadText(revision), query.ReadText(moment));
        if (at is not null && when is not null)
        {
            query.AddError(moment, $"is sent together with {revision}", "send one of them");
        }

        if (at is not null)
        {
            if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
            {
                return new PointInHistory.AtRevision(number);
            }

            query.AddError(revision, $"is {ValueFormatter.Truncate(at)}", "must be a revision: a whole number from 1");
        }
        else if (when is not null)
        {
            if (Rfc3339.TryRead(when, out var time))
            {
                return new PointInHistory.AtMoment(EndOfMillisecond(time));
            }

            query.AddError(
                moment, $"is {ValueFormatter.Truncate(when)}", "must be a date and time with a time zone, such as 2027-05-04T13:00:00Z");
        }

        return null;
    }

    // Responses contain milliseconds, the database microseconds. A time from a response selects the state at the end of its millisecond.
    private static DateTimeOffset EndOfMillisecond(DateTimeOffset time) =>
        time.Ticks % TimeSpan.TicksPerMillisecond == 0 ? time.AddMilliseconds(1).AddMicroseconds(-1) : time;

    /// <summary>Returns the order at this point. Responds with an error and returns null if there is none.</summary>
    public static async Task<Order?> Find(
        HttpContext context, OrderHistoryService history, TenantId tenant, Order currentOrder, PointInHistory point)
    {
        var historicalOrder = await history.FindOrder(tenant, currentOrder, point, context.RequestAborted);
        if (historicalOrder is HistoricalOrder.Found found)
        {
            return found.Order;
        }

        await ProblemResponses.Write(context, historicalOrder switch
        {
            HistoricalOrder.RevisionNotFound missing => new ProblemDetailsWriter("revision-not-found", "The revision was not found.", 404)
            {
                Detail = $"The revisions of the order are 1 to {missing.Last}.",
                Current = missing.Last,
            },
            HistoricalOrder.BeforeCreation early => new("before-order-creation", "The order did not exist at this time.", 404)
            {
                Detail = $"The order was placed at {Rfc3339.Write(early.Placed)}. Request this time or a later one.",
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        });
        return null;
    }
}
