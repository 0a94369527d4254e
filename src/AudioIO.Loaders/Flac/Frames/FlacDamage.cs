namespace AudioIO;

/// <summary>Frames that cannot be decoded, and why.</summary>
/// <param name="Fault">What is wrong with the bytes at <paramref name="Position"/>.</param>
/// <param name="StartFrame">First frame lost.</param>
/// <param name="FrameCount">Number of frames lost.</param>
/// <param name="Position">Byte at which the damage begins.</param>
/// <param name="Detail">What was found, where the fault alone does not say it.</param>
internal sealed record FlacDamage(FlacFault Fault, long StartFrame, long FrameCount, long Position, string Detail = "")
{
    public AudioFormatErrorKind Kind => Fault switch
    {
        FlacFault.Checksum => AudioFormatErrorKind.ChecksumMismatch,
        FlacFault.OutOfData => AudioFormatErrorKind.Truncated,
        FlacFault.Parameters => AudioFormatErrorKind.Unsupported,
        _ => AudioFormatErrorKind.Malformed,
    };

    public string Message =>
        $"FlacFrame at byte {Position}: {Cause}{Detail}; frames {StartFrame} to {StartFrame + FrameCount - 1} cannot be decoded";

    private string Cause => Fault switch
    {
        FlacFault.OutOfData => "expected the rest of it, found the end of the file",
        FlacFault.TooLong => "expected it to end where its samples do, found it without an end",
        FlacFault.Header => "expected a header with a CRC-8 that fits, found none",
        FlacFault.BlockSize => "expected a block of at most 65535 frames, found one of 65536",
        FlacFault.Parameters => "expected the format of the stream's beginning, found ",
        FlacFault.Number => $"expected the one with frame {StartFrame}, found the one with frame ",
        FlacFault.SubframeType => "expected a subframe type, found a reserved one",
        FlacFault.WastedBits => "expected fewer wasted bits than bits per sample, found as many or more",
        FlacFault.PredictorOrder => "expected a predictor no longer than the block, found a longer one",
        FlacFault.CoefficientPrecision => "expected a coefficient precision of 1 to 15 bits, found the forbidden code 15",
        FlacFault.PredictionShift => "expected a shift of 0 to 15, found a negative one",
        FlacFault.ResidualMethod => "expected residual coding method 0 or 1, found a reserved one",
        FlacFault.PartitionOrder => "expected partitions that divide the block behind the warm-up, found others",
        FlacFault.ResidualRange => "expected residuals within 32 bits, found a greater one",
        FlacFault.SampleRange => "expected samples within their bits, found one beyond",
        FlacFault.Padding => "expected zero bits before the footer, found others",
        _ => "expected a CRC-16 that fits, found another",
    };

    public AudioFormatException ToException(string? path) =>
        new(Kind, Message, Position, path) { StartFrame = StartFrame, FrameCount = FrameCount };

    public Diagnostic ToDiagnostic(string? path) => new(DiagnosticKind.Damaged, Message + ".")
    {
        Position = Position,
        Path = path,
        StartFrame = StartFrame,
        FrameCount = FrameCount,
    };

    /// <summary>Says what is wrong at a place where the chain of FlacFrames breaks.</summary>
    /// <param name="scanner">Looks at the bytes.</param>
    /// <param name="anchor">The place, and the frame that should stand there.</param>
    /// <param name="fault">The fault of the FlacFrame that stands there; <see cref="FlacFault.None"/> where none does.</param>
    /// <param name="nextFrame">First frame that can be decoded again.</param>
    /// <param name="passesFlacFrames">True where sound FlacFrames are passed over because they are out of order.</param>
    public static FlacDamage Describe(
        FlacScanner scanner, FlacAnchor anchor, FlacFault fault, long nextFrame, bool passesFlacFrames = false)
    {
        string detail = "";
        ReadOnlySpan<byte> bytes = scanner.Window.Get(anchor.Position, FlacFrameHeader.MaxLength);
        FlacStreamFormat format = scanner.Format;
        if (fault == FlacFault.None && bytes.IsEmpty)
        {
            fault = FlacFault.OutOfData;
        }
        else if (fault == FlacFault.None && FlacFrameHeader.TryParse(bytes, out FlacFrameHeader header))
        {
            fault = format.Accepts(header) ? FlacFault.Number : FlacFault.Parameters;
            detail = fault == FlacFault.Number
                ? $"{format.StartFrame(header)}"
                : $"{header.Channels} channels of {format.BitsOf(header)} bits at {format.RateOf(header)} Hz " +
                    $"in a block of {header.BlockSize}";
        }
        else if (fault == FlacFault.None)
        {
            fault = FlacFrameHeader.HasForbiddenBlockSize(bytes) ? FlacFault.BlockSize : FlacFault.Header;
        }
        if (passesFlacFrames) detail += ", and behind it FlacFrames that are out of order, which are passed over";
        return new FlacDamage(fault, anchor.Frame, nextFrame - anchor.Frame, anchor.Position, detail);
    }
}
