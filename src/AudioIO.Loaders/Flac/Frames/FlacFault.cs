namespace AudioIO;

/// <summary>Why the bytes at a place are not a sound FlacFrame.</summary>
internal enum FlacFault
{
    None,

    /// <summary>The bytes end within the FlacFrame.</summary>
    OutOfData,

    /// <summary>It has no end where its samples have, nor anywhere behind.</summary>
    TooLong,

    /// <summary>No header, or its CRC-8 does not fit.</summary>
    Header,

    /// <summary>A header with a block of 65536 frames, which is forbidden (RFC 9639 §9.1.6).</summary>
    BlockSize,

    /// <summary>A header of other channels, depth or rate than the stream's.</summary>
    Parameters,

    /// <summary>A header with another number than the one that belongs here.</summary>
    Number,

    /// <summary>A reserved subframe type, or the bit before it is not 0 (RFC 9639 §9.2.1).</summary>
    SubframeType,

    /// <summary>As many wasted bits as bits, or more (§9.2.2).</summary>
    WastedBits,

    /// <summary>A predictor of more coefficients than frames in the block (§9.2.5, §9.2.6).</summary>
    PredictorOrder,

    /// <summary>Coefficient precision code 15, which is forbidden (§9.2.6).</summary>
    CoefficientPrecision,

    /// <summary>A negative shift of the prediction, which is forbidden (§9.2.6).</summary>
    PredictionShift,

    /// <summary>A reserved residual coding method (§9.2.7).</summary>
    ResidualMethod,

    /// <summary>Partitions that do not divide the block, or a first one shorter than the warm-up (§9.2.7).</summary>
    PartitionOrder,

    /// <summary>A residual outside −2^31 + 1 … 2^31 − 1 (§9.2.7.3).</summary>
    ResidualRange,

    /// <summary>A decoded sample outside the range of its depth.</summary>
    SampleRange,

    /// <summary>Bits before the footer that are not 0 (§9.3).</summary>
    Padding,

    /// <summary>The CRC-16 does not fit (§9.3).</summary>
    Checksum,
}
