namespace AudioIO.Fuzz;

/// <summary>Something that must always hold does not.</summary>
internal sealed class Finding(string message, Exception? cause = null) : Exception(message, cause);
