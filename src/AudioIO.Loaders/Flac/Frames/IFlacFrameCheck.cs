namespace AudioIO;

/// <summary>
/// Says whether the bytes at a place are a whole FlacFrame. Who finds FlacFrames asks it, and need not know how they are decoded.
/// </summary>
internal interface IFlacFrameCheck
{
    /// <summary>Decodes one FlacFrame and checks its CRC-16.</summary>
    /// <param name="bytes">Pinned bytes from the header on, followed by <see cref="ByteWindow.Padding"/> readable ones.</param>
    /// <param name="header">The header at their beginning.</param>
    /// <param name="format">The stream's format, which accepts the header.</param>
    /// <param name="frameBytes">Length of the FlacFrame in bytes, where there is no fault.</param>
    FlacFault Check(ReadOnlySpan<byte> bytes, in FlacFrameHeader header, FlacStreamFormat format, out int frameBytes);
}
