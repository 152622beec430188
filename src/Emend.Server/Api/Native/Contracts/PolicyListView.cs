using System.Collections.Immutable;
using System.Text.Json;
using Emend.Core.Rules;
using Emend.Server.Application.Policies;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Contracts;

/// <summary>The policies of a tenant with their assignments to APIs.</summary>
/// <param name="Stored">The stored policies and assignments.</param>
/// <param name="Apis">The names of all APIs.</param>
/// <param name="Registry">The built-in policies.</param>
internal sealed record PolicyListView(StoredPolicies Stored, ImmutableArray<string> Apis, PolicyRegistry Registry)
{
    private readonly TenantPolicies _policies = new(Stored, Registry);

    /// <summary>The policy that decides if neither the API nor the request has its own policy.</summary>
    public string Default => _policies.For("").Name;

    public string GetEffectivePolicy(string api) => _policies.For(api).Name;

    public IEnumerable<string> GetApis(string policy) => Apis.Where(api => GetEffectivePolicy(api) == policy);

    public static void WriteAll(Utf8JsonWriter json, PolicyListView list)
    {
        json.WriteStartArray("policies");
        foreach (var storedPolicy in list.Stored.Policies)
        {
            json.WriteObject((list, storedPolicy), WriteCustom);
        }

        foreach (var policy in list.Registry.All)
        {
            json.WriteObject((list, policy), WriteBuiltIn);
        }

        json.WriteEndArray();
        json.WriteObject("assignments", list, Write);
    }

    public static void Write(Utf8JsonWriter json, PolicyListView list)
    {
        var assignments = list.Stored.Assignments;
        json.WriteNumber("version", assignments.Version);
        json.WriteText("default", assignments.Default);
        json.WriteStartObject("apis");
        foreach (var (api, policy) in assignments.Apis)
        {
            json.WriteString(api, policy);
        }

        json.WriteEndObject();
        json.WriteObjects("effective", list.Apis, (entry, api) =>
        {
            entry.WriteString("api", api);
            entry.WriteString("policy", list.GetEffectivePolicy(api));
            entry.WriteString(
                "source",
                assignments.Apis.ContainsKey(api) ? "assigned" : list.Registry.Find(api) is null ? "default" : "own");
        });
    }

    private static void WriteCustom(Utf8JsonWriter json, (PolicyListView List, StoredPolicy Stored) entry)
    {
        var policy = entry.Stored.Policy;
        json.WriteString("name", policy.Name);
        json.WriteNumber("version", policy.Version);
        json.WriteBoolean("builtIn", false);
        json.WriteString("base", policy.Base);
        PolicyWriter.WriteAuthor(json, entry.Stored);
        WriteUse(json, entry.List, policy.Name);
    }

    private static void WriteBuiltIn(Utf8JsonWriter json, (PolicyListView List, Policy Policy) entry)
    {
        json.WriteString("name", entry.Policy.Name);
        json.WriteNumber("version", entry.Policy.Version);
        json.WriteBoolean("builtIn", true);
        WriteUse(json, entry.List, entry.Policy.Name);
    }

    private static void WriteUse(Utf8JsonWriter json, PolicyListView list, string name)
    {
        json.WriteBoolean("default", list.Default == name);
        json.WriteTexts("apis", list.GetApis(name));
    }
}
