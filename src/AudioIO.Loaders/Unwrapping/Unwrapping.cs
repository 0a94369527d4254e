namespace AudioIO;

/// <summary>Unwraps recordings.</summary>
public static class Unwrapping
{
    /// <summary>
    /// The recording without the wraps of a recorder that wrapped around where its input clipped: a recording over the other one, which it
    /// keeps open. <see cref="AudioLoaderOptions.Unwrap"/> does the same for an array.
    /// </summary>
    /// <param name="source">The recording.</param>
    /// <param name="options">What counts as a wrap, and what becomes of samples beyond ±1; null for the defaults.</param>
    /// <returns>A recording of your own. One that is unwrapped already with the same options is not unwrapped twice.</returns>
    /// <exception cref="InvalidOperationException">The recording is unwrapped already, with other options.</exception>
    /// <exception cref="ObjectDisposedException">The recording is closed.</exception>
    public static UnwrappedSource Unwrapped(this AudioSource source, UnwrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new UnwrapOptions();
        bool isUnwrapped = UnwrappedSource.IsUnwrapped(source, options);
        return new UnwrappedSource(isUnwrapped ? ((UnwrappedSource)source).Recording : source, options);
    }
}
