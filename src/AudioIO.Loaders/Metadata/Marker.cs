namespace AudioIO;

/// <summary>A named point or region of a recording: a cue point, a sampler loop, a track of a cue sheet.</summary>
/// <param name="Position">First frame, 0 or more. It is kept as the file has it, even beyond the end of the recording.</param>
/// <param name="Length">Number of frames, 0 for a point.</param>
/// <param name="Label">Short name; empty where the file gives none.</param>
/// <param name="Text">Longer text, lines separated by <c>\n</c>; empty where the file gives none.</param>
public sealed record Marker(long Position, long Length, string Label, string Text);
