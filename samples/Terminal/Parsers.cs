using System.CommandLine;
using System.CommandLine.Parsing;

namespace AudioIO.Samples.Terminal;

/// <summary>Options whose values System.CommandLine does not parse, or not strictly enough.</summary>
public static class Parsers
{
    /// <summary>A time as seconds, m:ss or h:mm:ss.</summary>
    public static Option<TimeSpan?> Time(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "time",
        CustomParser = result =>
        {
            string text = result.Tokens[0].Value;
            if (TimeText.TryParse(text, out TimeSpan time)) return time;
            result.AddError($"{name}: '{text}' is no time; write seconds (83.6), m:ss (1:23.6) or h:mm:ss (1:23:45.6).");
            return null;
        },
    };

    /// <summary>Refuses an empty path, as a script with an unset variable gives.</summary>
    public static Argument<T> NotEmpty<T>(this Argument<T> argument)
    {
        argument.Validators.Add(result => RefuseEmpty(result, argument.Name));
        return argument;
    }

    /// <inheritdoc cref="NotEmpty{T}(Argument{T})"/>
    public static Option<T> NotEmpty<T>(this Option<T> option)
    {
        option.Validators.Add(result => RefuseEmpty(result, option.Name));
        return option;
    }

    /// <summary>Refuses values outside a range, with a message that names it.</summary>
    public static Option<T> Between<T>(this Option<T> option, T least, T most)
    {
        option.Validators.Add(result =>
        {
            // A value that did not parse has its own message already.
            if (result.Errors.Any() || result.Tokens.Count == 0) return;
            T value = result.GetValueOrDefault<T>();
            if (Comparer<T>.Default.Compare(value, least) < 0 || Comparer<T>.Default.Compare(value, most) > 0)
                result.AddError(FormattableString.Invariant($"{option.Name}: {value} is not between {least} and {most}."));
        });
        return option;
    }

    private static void RefuseEmpty(SymbolResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value))) result.AddError($"{name}: the path is empty.");
    }
}
