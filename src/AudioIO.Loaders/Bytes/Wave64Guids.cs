namespace AudioIO;

/// <summary>
/// The GUIDs of Sony Wave64. Those of its chunks are four characters, as RIFF has them in small letters, and a tail that all share; the list and
/// the file itself have another tail.
/// </summary>
internal static class Wave64Guids
{
    /// <summary>Length of a GUID in bytes.</summary>
    public const int Length = 16;

    /// <summary>Opens a file.</summary>
    public static ReadOnlySpan<byte> Riff =>
        [0x72, 0x69, 0x66, 0x66, 0x2E, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];

    /// <summary>The form, after the length of the whole file.</summary>
    public static ReadOnlySpan<byte> Wave =>
        [0x77, 0x61, 0x76, 0x65, 0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    /// <summary>What follows the four characters of a chunk.</summary>
    public static ReadOnlySpan<byte> ChunkTail => Wave[4..];

    /// <summary>What follows <c>list</c>.</summary>
    public static ReadOnlySpan<byte> ListTail => [0x2F, 0x91, 0xCF, 0x11, 0xA5, 0xD6, 0x28, 0xDB, 0x04, 0xC1, 0x00, 0x00];
}
