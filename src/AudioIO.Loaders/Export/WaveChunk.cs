namespace AudioIO;

/// <summary>A chunk of a WAV file that is written, as bytes.</summary>
public sealed record WaveChunk
{
    /// <summary>
    /// The id: four printable ASCII characters, as <c>bext</c>. Not those of the chunks that make a WAV file: <c>fmt </c>, <c>data</c>,
    /// <c>fact</c>, <c>ds64</c>, <c>JUNK</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The id has other characters, or is one of these.</exception>
    public required string Id
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Length != 4 || value.Any(c => c is < ' ' or > '~'))
                throw new ArgumentException($"'{value}' is no id of a chunk: expected four printable ASCII characters.", nameof(value));
            if (IsStructural(value)) throw new ArgumentException($"The chunk '{value}' is written by the writer itself.", nameof(value));
            field = value;
        }
    }

    /// <summary>The content, without header and pad byte.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>True for the chunks that make a WAV file: they are written anew, never copied.</summary>
    internal static bool IsStructural(string id) => id.ToUpperInvariant() is "FMT " or "DATA" or "FACT" or "DS64" or "JUNK";
}
