namespace Emend.Client;

#pragma warning disable CA1032 // Only the client creates these exceptions, from error responses.

/// <summary>The request is invalid. <see cref="Errors"/> describes each invalid field and what would be valid.</summary>
public sealed class InvalidRequestException : EmendException
{
    internal InvalidRequestException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The validation errors.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>The token or API key is missing or no longer valid.</summary>
public sealed class UnauthenticatedException : EmendException
{
    internal UnauthenticatedException(ProblemDetails problem)
        : base(problem)
    {
    }
}

/// <summary>A permission is missing. The response reveals nothing about the state of the order.</summary>
public sealed class ForbiddenException : EmendException
{
    internal ForbiddenException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The missing permission; null if rules require permissions.</summary>
    public string? Permission => Problem.Permission;

    /// <summary>The violated permission rules. The caller needs one of the permissions of each rule.</summary>
    public IReadOnlyList<RuleViolation> Violations => Problem.Violations;
}

/// <summary>The resource or revision was not found, or the order did not exist at the given time.</summary>
public sealed class NotFoundException : EmendException
{
    internal NotFoundException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The last revision, if the requested revision does not exist.</summary>
    public long? Current => Problem.Current;
}

/// <summary>
/// The resource has another version than the expected one. Nothing was written. Read it again, or enable rebase for orders.
/// </summary>
public sealed class VersionConflictException : EmendException
{
    internal VersionConflictException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The current revision.</summary>
    public long Current => Problem.Current ?? 0;

    /// <summary>The expected revision.</summary>
    public long Expected => Problem.Expected ?? 0;
}

/// <summary>Rebase is enabled, but another request changed the same fields. Nothing was written.</summary>
public sealed class MergeConflictException : EmendException
{
    internal MergeConflictException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The conflicting fields with their base, current and requested values.</summary>
    public IReadOnlyList<FieldConflict> Conflicts => Problem.Conflicts;

    /// <summary>The current revision.</summary>
    public long Current => Problem.Current ?? 0;

    /// <summary>The expected revision.</summary>
    public long Expected => Problem.Expected ?? 0;
}

/// <summary>The request violates rules. Nothing was written.</summary>
public sealed class RuleViolationException : EmendException
{
    internal RuleViolationException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The violated rules with their remedies.</summary>
    public IReadOnlyList<RuleViolation> Violations => Problem.Violations;

    /// <summary>True if every violated rule can be overridden, see <see cref="ModificationOptions.AcceptPenalties"/>.</summary>
    public bool IsOverridable => Violations.Count > 0 && Violations.All(violation => violation.Overridable);
}

/// <summary>The idempotency key was used for a different request.</summary>
public sealed class IdempotencyKeyReusedException : EmendException
{
    internal IdempotencyKeyReusedException(ProblemDetails problem)
        : base(problem)
    {
    }
}

/// <summary>The tenant has no policy with the requested name.</summary>
public sealed class UnknownPolicyException : EmendException
{
    internal UnknownPolicyException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The names of the existing policies.</summary>
    public IReadOnlyList<string> KnownPolicies => Problem.KnownPolicies;
}

/// <summary>The revision is not a modification.</summary>
public sealed class NothingToUndoException : EmendException
{
    internal NothingToUndoException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The current revision.</summary>
    public long? Current => Problem.Current;
}

/// <summary>The quote token belongs to another order, caller or request, was altered, or is expired. Request a new preview.</summary>
public sealed class InvalidQuoteTokenException : EmendException
{
    internal InvalidQuoteTokenException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The validation errors.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>The result differs from the quote. Nothing was written. Request a new preview or increase the tolerance.</summary>
public sealed class QuoteDeviationException : EmendException
{
    internal QuoteDeviationException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The quoted result of the preview.</summary>
    public Quote Quoted => Problem.Quoted ?? new();

    /// <summary>The current result.</summary>
    public Quote Actual => Problem.Actual ?? new();

    /// <summary>The deviations from the quote.</summary>
    public IReadOnlyList<QuoteDeviation> Deviations => Problem.Deviations;

    /// <summary>The result of the request in the current state.</summary>
    public ModificationResult? Result => Problem.Result;
}

/// <summary>The policy is invalid.</summary>
public sealed class InvalidPolicyException : EmendException
{
    internal InvalidPolicyException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The validation errors.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>The policy cannot be deleted because it is still assigned.</summary>
public sealed class PolicyInUseException : EmendException
{
    internal PolicyInUseException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The APIs to which the policy is assigned; <c>default</c> is the default policy.</summary>
    public IReadOnlyList<string> AssignedTo => Problem.AssignedTo;
}

/// <summary>The name is already in use.</summary>
public sealed class NameConflictException : EmendException
{
    internal NameConflictException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The validation errors.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>The request conflicts with the current state.</summary>
public sealed class InvalidStateException : EmendException
{
    internal InvalidStateException(ProblemDetails problem)
        : base(problem)
    {
    }

    /// <summary>The validation errors.</summary>
    public IReadOnlyList<ValidationError> Errors => Problem.Errors;
}

/// <summary>The service failed. Either nothing or everything was written. Read the resource before you retry.</summary>
public sealed class ServerErrorException : EmendException
{
    internal ServerErrorException(ProblemDetails problem)
        : base(problem)
    {
    }
}
