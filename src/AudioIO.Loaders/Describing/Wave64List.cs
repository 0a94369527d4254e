namespace AudioIO.Describing;

/// <summary>How Sony Wave64 writes the type of a LIST and the ids within it: as GUIDs that end like that of <c>wave</c>.</summary>
internal static class Wave64List
{
    /// <summary>GUID and 64-bit length.</summary>
    public const int HeaderLength = 24;

    /// <summary>Length of a GUID.</summary>
    public const int TypeLength = 16;

    private static ReadOnlySpan<byte> GuidTail => [0xF3, 0xAC, 0xD3, 0x11, 0x8C, 0xD1, 0x00, 0xC0, 0x4F, 0x8E, 0xDB, 0x8A];

    /// <summary>True if the content of a LIST begins with a GUID instead of four characters.</summary>
    public static bool HasGuids(ReadOnlySpan<byte> list) => list.Length >= TypeLength && list[4..TypeLength].SequenceEqual(GuidTail);
}
