using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Orders;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Api.Native.Mapping;
using Emend.Server.Api.Native.Search;
using Emend.Server.Application;
using Emend.Server.Application.BulkJobs;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Jobs over many orders are made.</summary>
internal sealed class CreateBulkJobEndpoint(NativeAuthorizer entrance, BulkJobService bulkJobs, IReasonStore reasons, TimeProvider clock)
{
    private static readonly string[] Choices = ["orders", "where", "unroutable"];

    public async Task Make(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await entrance.Authorize(context) is not { } caller) return;
        var body = await JsonBody.Read(context.Request, BulkJobSchemas.Wanted, BulkJobSchemas.MaxBytes, ct);
        var problems = body.IsGood ? [.. Wrong(body.Json), .. BulkCommandReader.Problems(body.Json.GetProperty("do"))] : body.Problems;
        if (IdempotencyKeys.ProblemOf(context.Request) is { } key) problems = problems.Add(key);
        var (reason, unknown) = problems.IsEmpty ? await Reason(caller, BulkCommandReader.Part(body.Json.GetProperty("do")), ct) : default;
        if (unknown is { } none) problems = problems.Add(none);
        if (!problems.IsEmpty)
        {
            await ProblemResponses.Malformed(context, problems, body.IsGood ? StatusCodes.Status400BadRequest : body.Status);
            return;
        }

        var (json, what) = (body.Json, body.Json.GetProperty("do"));
        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, BulkCommandReader.Part(what).Kind.Permission)) return;
        if (!json.Has("orders") && !await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.OrderRead)) return;
        var definition = new BulkJobDefinition(
            caller.Caller, caller.Actor.Name, NativeApi.Name, CanonicalJson.Of(what), json.Flag("dryRun") ?? false)
        {
            Reason = reason,
            Key = IdempotencyKeys.Of(context.Request, caller.Caller, body.Bytes),
        };
        await Write(context, await bulkJobs.Make(definition, Choice(json), ct), json.Has("where") ? "where" : "unroutable");
    }

    private async Task<(CancellationReason? Reason, ValidationError? Unknown)> Reason(
        AuthenticatedCaller caller, (BulkCommandKind Kind, JsonElement Body) asked, CancellationToken ct)
    {
        if (asked.Body.Text(FulfillmentActionDefinitions.CancelationReason) is not { } named) return default;
        var storedReason = (await reasons.All(caller.Tenant, IReasonStore.Cancelation, ct)).FirstOrDefault(r => r.Id == named);
        return storedReason is null
            ? (null, FulfillmentActionEndpoints.Missing(named, $"do.{asked.Kind.Name}."))
            : (new(storedReason.Id, storedReason.Text), null);
    }

    private BulkOrderSelection Choice(JsonElement json) => json.Part("where") is { } where
        ? new BulkOrderSelection.BySearch(OrderWhereSchema.Clause.Read(where, clock.GetUtcNow()), OrderPageQuery.Sorted(json.Text("sort") ?? "orderedAt")!)
        : json.Has("unroutable") ? new BulkOrderSelection.Unroutable()
        : new BulkOrderSelection.ByIds(
            [.. json.Entries("orders").Select(o => new BulkJobOrder(new(o.Text("order")!), o.Whole("revision")))]);

    private Task Write(HttpContext context, CreateBulkJobResult making, string choice)
    {
        switch (making)
        {
            case CreateBulkJobResult.Created(var job):
                context.Response.Headers.Location = $"/emend/v1/bulk/{job.Id}";
                return JsonResponseWriter.Write(
                    context.Response, StatusCodes.Status202Accepted, new BulkJobView(job, clock.GetUtcNow()), BulkJobWriter.Write);
            case CreateBulkJobResult.IdempotencyKeyReused:
                return ProblemResponses.KeyReused(context);
            case CreateBulkJobResult.NoOrdersFound:
                return choice == "where"
                    ? Impossible(
                        context, choice, "finds no order", "must find at least one; POST /emend/v1/orders/search shows what it finds")
                    : Impossible(context, choice, "finds no order", "must find at least one, and no unit of any order waits for a place");
            default:
                return Impossible(
                    context, choice, $"finds more than {BulkJobService.Max} orders", "must find fewer: narrow it, and make several jobs");
        }
    }

    private static Task Impossible(HttpContext context, string choice, string detail, string expected) => ProblemResponses.Write(
        context,
        new("impossible", "It cannot be as things are.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = $"{choice} {detail}: it {expected}.",
            Errors = [new(choice, detail, expected)],
        });

    private static ImmutableArray<ValidationError> Wrong(JsonElement json)
    {
        var problems = ImmutableArray.CreateBuilder<ValidationError>();
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
            if (!met.TryAdd(order.Text("order")!, index) && problems.Count < ValidationReport.Max)
                problems.Add(new($"orders[{index}].order", $"is the same as orders[{met[order.Text("order")!]}].order", "name it once"));
        return problems.ToImmutable();
    }
}
