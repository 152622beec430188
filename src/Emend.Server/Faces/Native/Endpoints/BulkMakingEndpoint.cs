using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Desk;
using Emend.Server.Desk.Bulk;
using Emend.Server.Faces.Native.Mapping;
using Emend.Server.Faces.Native.Searching;
using Emend.Server.Faces.Native.Wire;
using Emend.Server.Http;

namespace Emend.Server.Faces.Native.Endpoints;

/// <summary>Jobs over many orders are made.</summary>
internal sealed class BulkMakingEndpoint(Entrance entrance, BulkDesk desk, IReasonStore reasons, TimeProvider clock)
{
    private static readonly string[] Choices = ["orders", "where", "unroutable"];

    public async Task Make(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Admit(context) is not { } visitor) return;
        var body = await JsonBody.Read(context.Request, BulkShapes.Wanted, BulkShapes.MostBytes, ct);
        var problems = body.IsGood ? [.. Wrong(body.Json), .. BulkAsks.Problems(body.Json.GetProperty("do"))] : body.Problems;
        if (IdempotencyKeys.ProblemOf(context.Request) is { } key) problems = problems.Add(key);
        var (reason, unknown) = problems.IsEmpty ? await Reason(visitor, BulkAsks.Part(body.Json.GetProperty("do")), ct) : default;
        if (unknown is { } none) problems = problems.Add(none);
        if (!problems.IsEmpty)
        {
            await Problems.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var (json, what) = (body.Json, body.Json.GetProperty("do"));
        if (!await Entrance.May(context, visitor.Actor, BulkAsks.Part(what).Kind.Permission)) return;
        if (!json.Has("orders") && !await Entrance.May(context, visitor.Actor, Permissions.OrderRead)) return;
        var asked = new BulkAsked(
            visitor.Caller, visitor.Actor.Name, Face.Name, CanonicalJson.Of(what), json.Flag("dryRun") ?? false)
        {
            Reason = reason,
            Key = IdempotencyKeys.Of(context.Request, visitor.Caller, body.Bytes),
        };
        await Tell(context, await desk.Make(asked, Choice(json), ct), json.Has("where") ? "where" : "unroutable");
    }

    private async Task<(CancelationReason? Reason, Problem? Unknown)> Reason(
        Visitor visitor, (BulkKind Kind, JsonElement Body) asked, CancellationToken ct)
    {
        if (asked.Body.Text(ProcessActions.CancelationReason) is not { } named) return default;
        var known = (await reasons.All(visitor.Tenant, IReasonStore.Cancelation, ct)).FirstOrDefault(r => r.Id == named);
        return known is null
            ? (null, ProcessActionEndpoints.Missing(named, $"do.{asked.Kind.Name}."))
            : (new(known.Id, known.Text), null);
    }

    private BulkChoice Choice(JsonElement json) => json.Part("where") is { } where
        ? new BulkChoice.Found(OrderWhere.Clause.Read(where, clock.GetUtcNow()), Lookup.Sorted(json.Text("sort") ?? "orderedAt")!)
        : json.Has("unroutable") ? new BulkChoice.Unroutable()
        : new BulkChoice.These(
            [.. json.Entries("orders").Select(o => new BulkOrder(new(o.Text("order")!), o.Whole("revision")))]);

    private Task Tell(HttpContext context, BulkMaking making, string choice)
    {
        switch (making)
        {
            case BulkMaking.Made(var job):
                context.Response.Headers.Location = $"/emend/v1/bulk/{job.Id}";
                return Answer.Write(
                    context.Response, StatusCodes.Status202Accepted, new ToldBulk(job, clock.GetUtcNow()), BulkBody.Write);
            case BulkMaking.KeyReused:
                return Problems.KeyReused(context);
            case BulkMaking.NothingFound:
                return choice == "where"
                    ? Impossible(
                        context, choice, "finds no order", "must find at least one; POST /emend/v1/orders/search shows what it finds")
                    : Impossible(context, choice, "finds no order", "must find at least one, and no unit of any order waits for a place");
            default:
                return Impossible(
                    context, choice, $"finds more than {BulkDesk.Most} orders", "must find fewer: narrow it, and make several jobs");
        }
    }

    private static Task Impossible(HttpContext context, string choice, string wrong, string right) => Problems.Write(
        context,
        new("impossible", "It cannot be as things are.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = $"{choice} {wrong}: it {right}.",
            Errors = [new(choice, wrong, right)],
        });

    private static ImmutableArray<Problem> Wrong(JsonElement json)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        string[] given = [.. Choices.Where(name => json.Has(name))];
        var searched = json.Has("where");
        if (given.Length == 0)
            problems.Add(new("orders", "is missing", "must name the orders; or where must find them, or unroutable be true"));
        else if (given.Length > 1)
            problems.Add(new(given[1], $"is there beside {given[0]}", "name the orders, or search for them, or take those that wait"));
        if (json.Flag("unroutable") is false)
            problems.Add(new("unroutable", "is false", "must be true; or leave it out"));
        if (json.Has("sort") && !searched)
            problems.Add(new("sort", "is there without where", "leave it out: orders that are named are tried as they are named"));
        var met = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (index, order) in json.Entries("orders").Index())
            if (!met.TryAdd(order.Text("order")!, index) && problems.Count < Report.Most)
                problems.Add(new($"orders[{index}].order", $"is the same as orders[{met[order.Text("order")!]}].order", "name it once"));
        return problems.ToImmutable();
    }
}
