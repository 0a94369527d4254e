namespace AudioIO;

/// <summary>What tells that an object far away is still the one that was opened. Every answer is compared with the first one.</summary>
/// <param name="Tag">Its strong ETag, which stands for the very bytes (RFC 9110 §8.8.1); null where the server gives none.</param>
/// <param name="Modified">When it was last modified, to the second; null where the server does not say.</param>
/// <param name="LengthBytes">Its length in bytes.</param>
internal sealed record ObjectIdentity(string? Tag, DateTimeOffset? Modified, long LengthBytes)
{
    /// <summary>What differs, as <c>expected x, found y</c>; null where nothing does.</summary>
    public string? DifferenceTo(ObjectIdentity found)
    {
        if (LengthBytes != found.LengthBytes) return $"expected {LengthBytes} bytes, found {found.LengthBytes}";
        // A strong tag decides alone: servers that share an object may have times of their own.
        if (Tag is not null) return Tag == found.Tag ? null : $"expected the ETag {Tag}, found {found.Tag ?? "none"}";
        if (Modified is null || Modified == found.Modified) return null;
        return $"expected it last modified at {Modified:u}, found {(found.Modified is { } time ? $"{time:u}" : "no time")}";
    }
}
