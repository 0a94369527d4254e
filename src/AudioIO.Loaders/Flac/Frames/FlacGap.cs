namespace AudioIO;

/// <summary>Where the FlacFrames of a recording lie, as far as known.</summary>
/// <param name="StartPosition">Byte at which the first one begins, or the bytes before it that are none.</param>
/// <param name="EndPosition">Byte behind the last one.</param>
/// <param name="TotalFrames">Length of the recording in frames; long.MaxValue while it is measured.</param>
internal readonly record struct FlacExtent(long StartPosition, long EndPosition, long TotalFrames);

/// <summary>A place where the chain of FlacFrames is broken, and where it goes on.</summary>
/// <param name="Trouble">The first byte that is not as it should be, and the frame that should stand there.</param>
/// <param name="Next">The next FlacFrame that belongs to the recording; where there is none, the end of it.</param>
/// <param name="Resumes">False where there is none.</param>
/// <param name="HoldsFlacFrames">True where FlacFrames are passed over that are sound, but out of order.</param>
/// <param name="IsExplained">
/// False where the bytes passed cannot have held the frames that are missing, at the rate of those before; then bytes are missing, too.
/// </param>
internal sealed record FlacGap(FlacAnchor Trouble, FlacAnchor Next, bool Resumes, bool HoldsFlacFrames, bool IsExplained)
{
    /// <summary>True where bytes are passed over, and no frame is missing.</summary>
    public bool LosesNothing => Next.Frame == Trouble.Frame;

    /// <summary>The entry for bytes that are passed over and lose nothing.</summary>
    public Diagnostic ToDiagnostic(string? path)
    {
        string what = HoldsFlacFrames
            ? "hold FlacFrames that are out of order; they are passed over, and the frames go on without a gap."
            : "belong to none; no frame is lost.";
        return new Diagnostic(
            DiagnosticKind.Ignored, $"{Next.Position - Trouble.Position} bytes before the FlacFrame at byte {Next.Position} {what}")
        {
            Position = Trouble.Position,
            Path = path,
            StartFrame = Trouble.Frame,
            FrameCount = 0,
        };
    }
}
