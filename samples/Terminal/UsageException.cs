namespace AudioIO.Samples.Terminal;

/// <summary>What was asked for cannot be done with this recording; the message says why in one line.</summary>
public sealed class UsageException(string message) : Exception(message);
