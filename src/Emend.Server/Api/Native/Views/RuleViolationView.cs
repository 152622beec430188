using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Emend.Core.Rules;
using Emend.Server.Api.Native.Contracts;
using Emend.Server.Http;

namespace Emend.Server.Api.Native.Views;

/// <summary>A rule violation and its remedy.</summary>
/// <param name="violation">The violation.</param>
/// <param name="pointer">The JSON pointer into the request body; null if there is none.</param>
internal readonly struct RuleViolationView(RuleViolation violation, string? pointer = null)
{
    [NonBlank, Description("The id of the rule. docs/rules documents it.")]
    public string Rule => violation.RuleId;

    public RuleKind Kind => violation.Kind;

    [NonBlank, Description("The condition that must be true.")]
    public string Condition => violation.Condition;

    [NonBlank, Description("How to resolve the violation.")]
    public string Remedy => NativeRules.ToText(violation.Remedy);

    [Description("A JSON pointer into the request body.")]
    public string? Pointer => pointer;

    [Minimum(0), Description("The index of the change that violates the rule.")]
    public int? Change => violation.Change;

    [Description("The line, entity or facility that the violation is about. Omitted if it is about the order.")]
    public ViolationSubjectView? Subject => violation.Subject is { } subject ? new(subject) : null;

    [Description("True if a permission or an accepted penalty overrides the rule.")]
    public bool Overridable => violation.Override is not null;

    [Description("The penalty that you accept by listing the rule in acceptPenalties.")]
    public string? Penalty => violation.Override?.Penalty;

    [Description("The permission that overrides the rule.")]
    public string? Permission => violation.Override?.Permission;

    [NonBlank, MaxLength(ProblemSchemas.MaxItems), Description("The permissions of which the caller needs one.")]
    public IEnumerable<string>? AnyOf => violation.RequiredPermissions.NullIfEmpty();
}

/// <summary>What a violation is about.</summary>
[SchemaName(null)]
internal readonly struct ViolationSubjectView(ViolationSubject subject)
{
    public ViolationSubjectKind Type => subject.Kind;

    [NonBlank]
    public string Id => subject.Id;
}
