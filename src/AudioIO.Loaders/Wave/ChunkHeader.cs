namespace AudioIO;

/// <summary>The header of a chunk as the file states it.</summary>
/// <param name="Id">
/// Four characters; other bytes of a RIFF id stand as their Latin-1 characters, an unknown GUID of Wave64 in its text form.
/// </param>
/// <param name="HeaderPosition">Position of the header in bytes from the start of the file.</param>
/// <param name="Position">Position of the payload in bytes from the start of the file.</param>
/// <param name="ClaimedLength">Length of the payload in bytes that the header claims, whether the file has them or not.</param>
internal readonly record struct ChunkHeader(string Id, long HeaderPosition, long Position, ulong ClaimedLength)
{
    /// <summary>The claimed length, cut to what the file holds.</summary>
    public long LengthWithin(HeaderReader file) => (long)Math.Min(ClaimedLength, (ulong)(file.Length - Position));

    public bool FitsInto(HeaderReader file) => ClaimedLength <= (ulong)(file.Length - Position);

    /// <summary>True where the id consists of printable ASCII characters, as every registered one does.</summary>
    public bool IsPrintable => Id.All(c => c is >= ' ' and <= '~');

    /// <summary>
    /// True where these bytes may be a chunk that follows the audio: a printable id; an unknown GUID, which any bytes are, only where
    /// its length fits.
    /// </summary>
    public bool LooksLikeOne(HeaderReader file) => IsPrintable && (Id.Length == 4 || FitsInto(file));

    /// <summary>The id for a message.</summary>
    public string Name => NameOf(Id);

    /// <summary>An id for a message: what cannot be printed stands as its number.</summary>
    public static string NameOf(string id) => string.Concat(id.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\x{(int)c:X2}"));
}
