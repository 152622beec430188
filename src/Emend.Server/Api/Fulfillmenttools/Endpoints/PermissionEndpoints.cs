using Emend.Core.Rules;
using Emend.Server.Api.Fulfillmenttools.Contracts;
using Emend.Server.Common;
using Emend.Server.Http;

namespace Emend.Server.Api.Fulfillmenttools.Endpoints;

/// <summary>Lists the permissions that roles can grant.</summary>
internal sealed class PermissionEndpoints(FulfillmenttoolsAuthorizer authorizer)
{
    private static readonly IReadOnlyList<PermissionView> All = [.. Permissions.InOrder.Select(PermissionView.Create)];

    public async Task List(HttpContext context)
    {
        if (await authorizer.Authorize(context) is not { } caller)
        {
            return;
        }

        var query = new QueryStringReader(context.Request.Query);
        var (after, size) = (query.ReadText("startAfterId"), query.ReadPageSize());
        var (key, group) = (query.ReadText("key"), query.ReadText("group"));
        if (group is not null && !PermissionView.Groups.Contains(group))
        {
            query.AddError(
                "group", $"is {ValueFormatter.Truncate(group)}", $"must be one of {string.Join(", ", PermissionView.Groups)}");
        }

        if (query.Errors is { IsEmpty: false } problems)
        {
            await FulfillmenttoolsErrors.InvalidRequest(context, problems);
        }
        else if (await FulfillmenttoolsAuthorizer.RequirePermission(context, caller.Actor, Permissions.PermissionRead))
        {
            var matching = All.Where(one => (key ?? one.Key) == one.Key && (group ?? one.Group) == one.Group).ToList();
            var page = matching.SkipWhile(one => after is not null && one.Key != after).Skip(after is null ? 0 : 1).Take(size);
            await ListResponses.Write(
                context, "permissions", new Page<PermissionView>([.. page], matching.Count), static (json, one) => one.Write(json));
        }
    }
}
