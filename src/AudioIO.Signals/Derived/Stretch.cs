namespace AudioIO.Derived;

/// <summary>Frames of a source without a break, and what is computed from them.</summary>
/// <param name="Source">Frames of the source.</param>
/// <param name="Output">Frames of the derived signal.</param>
internal readonly record struct Stretch(FrameRange Source, FrameRange Output);
