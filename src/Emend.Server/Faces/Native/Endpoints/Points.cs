using System.Globalization;
using Emend.Core.Orders;
using Emend.Server.Desk.History;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Revisions and moments of an order, as parameters.</summary>
internal static class Points
{
    /// <summary>The point named, by revision or by moment; null where none is.</summary>
    public static Point? Read(QueryReader query, string revision, string moment)
    {
        var (at, when) = (query.Text(revision), query.Text(moment));
        if (at is not null && when is not null) query.Add(moment, $"is there beside {revision}", "name one of the two");
        if (at is not null)
        {
            if (long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0)
                return new Point.AtRevision(number);
            query.Add(revision, $"is {Shown.Short(at)}", "must be a revision: a whole number from 1");
        }
        else if (when is not null)
        {
            if (Moments.TryRead(when, out var time)) return new Point.AtMoment(ToTheEnd(time));
            query.Add(moment, $"is {Shown.Short(when)}", "must be a date and time with its zone, such as 2027-05-04T13:00:00Z");
        }

        return null;
    }

    // Moments are told in milliseconds and kept in microseconds: whoever asks for one that was told means what was so at its end.
    private static DateTimeOffset ToTheEnd(DateTimeOffset told) =>
        told.Ticks % TimeSpan.TicksPerMillisecond == 0 ? told.AddMilliseconds(1).AddMicroseconds(-1) : told;

    /// <summary>The order at that point; null after it was told why there is none.</summary>
    public static async Task<Order?> Find(HttpContext context, OrderHistory history, TenantId tenant, Order now, Point point)
    {
        var past = await history.At(tenant, now, point, context.RequestAborted);
        if (past is Past.Found found) return found.Order;
        await Problems.Write(context, past switch
        {
            Past.NoSuchRevision none => new ProblemBody("no-such-revision", "The order has no such revision.", 404)
            {
                Detail = $"Its revisions go from 1 to {none.Last}.",
                Current = none.Last,
            },
            Past.BeforeItExisted early => new ProblemBody("before-it-existed", "The order did not exist yet.", 404)
            {
                Detail = $"It was placed at {Moments.Write(early.Placed)}; ask for that moment or a later one.",
            },
            _ => throw new System.Diagnostics.UnreachableException(),
        });
        return null;
    }
}
