using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Application.Events;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Endpoints;

/// <summary>Creates and deletes webhook subscriptions.</summary>
internal sealed class SubscriptionWriteEndpoints(
    NativeAuthorizer authorizer,
    ISubscriptionStore store,
    SubscriptionService subscriptionService,
    SubscriptionResolver subscriptionResolver,
    NativeSubscriptionReader subscriptionReader)
{
    public async Task Create(HttpContext context)
    {
        var ct = context.RequestAborted;
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var body = await JsonBody.Read(context.Request, NativeSubscriptionSchemas.ForCreation, ct);
        if (!body.IsValid)
        {
            await ProblemResponses.InvalidRequest(context, body.Errors, body.Status);
            return;
        }

        if (!await NativeAuthorizer.RequirePermission(context, caller.Actor, Permissions.SubscriptionWrite))
        {
            return;
        }

        var (subscription, problems) = await subscriptionReader.Read(caller.Tenant, body.Json, ct);
        if (subscription is null)
        {
            await ProblemResponses.InvalidRequest(context, problems, StatusCodes.Status400BadRequest);
        }
        else if (await subscriptionResolver.RequireAccess(context, caller, subscription, write: true))
        {
            await Add(context, subscription);
        }
    }

    public async Task Delete(HttpContext context, string id)
    {
        if (await authorizer.Authorize(context) is { } caller
            && await subscriptionResolver.FindSigned(context, caller, id) is { } subscription
            && await subscriptionResolver.RequireAccess(context, caller, subscription, write: true))
        {
            await store.Remove(caller.Tenant, id, context.RequestAborted);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
    }

    private async Task Add(HttpContext context, Subscription subscription)
    {
        var ct = context.RequestAborted;
        if (await subscriptionService.Add(subscription, ct) is not { } max)
        {
            context.Response.Headers.Location = $"/emend/v1/subscriptions/{subscription.Id}";
            await JsonResponseWriter.Write(
                context.Response,
                StatusCodes.Status201Created,
                new SubscriptionView(subscription, default),
                NativeSubscriptionSchemas.Write);
            return;
        }

        await ProblemResponses.Write(
            context, new("invalid-state", "The request conflicts with the current state.", StatusCodes.Status422UnprocessableEntity)
        {
            Detail = $"These event types already have {max} subscriptions.",
            Errors = [new("types", $"are {subscription.Event}, which already have {max} subscriptions",
                "must be others; or delete a subscription, or let one receiver forward the events")],
        });
    }
}
